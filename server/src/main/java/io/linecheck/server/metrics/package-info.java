/**
 * What the server says about itself to a Prometheus scraper. Every metric of ours is in {@link
 * io.linecheck.server.metrics.ServerMetric}; no label has values without bound.
 */
@NullMarked
package io.linecheck.server.metrics;

import org.jspecify.annotations.NullMarked;
