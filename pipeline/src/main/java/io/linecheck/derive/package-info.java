/**
 * Windows and calls from what was stored: the arithmetic that every store's derivation shares. Sums
 * of samples, events and reports in; scored windows, phases and the figures of a call out. Reads
 * and stores nothing itself.
 */
@NullMarked
package io.linecheck.derive;

import org.jspecify.annotations.NullMarked;
