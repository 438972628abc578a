/**
 * A made-up contact centre that speaks the real wire format: people, sites, networks and calls
 * whose quality has a known cause, all from one seed.
 *
 * <p>A seed and a stretch of time go in, requests with the moment each is due come out; {@link
 * io.linecheck.simulator.Feeder} posts them. Nothing but the feeder knows the clock or HTTP.
 */
@NullMarked
package io.linecheck.simulator;

import org.jspecify.annotations.NullMarked;
