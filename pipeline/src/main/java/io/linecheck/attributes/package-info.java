/**
 * What is known of a call from elsewhere than its browser: the network its address lies in, where
 * its agent stands in the organisation, who runs its public network. Enters: rows of uploaded
 * tables, and a call's context; leaves: the context with that. Knows neither files nor the store.
 */
@NullMarked
package io.linecheck.attributes;

import org.jspecify.annotations.NullMarked;
