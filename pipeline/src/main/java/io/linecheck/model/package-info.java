/**
 * What the pipeline speaks of: calls, samples, windows, reports, and the fields each dataset has.
 *
 * <p>Plain immutable values. Nothing here knows JSON, SQL or HTTP. Absent values are {@code null}
 * in records and {@code NaN} in {@link io.linecheck.model.SampleBlock} columns, never zero.
 */
@NullMarked
package io.linecheck.model;

import org.jspecify.annotations.NullMarked;
