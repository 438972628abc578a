/**
 * Quality from measurements: pure functions, no time, no storage. Sums of a window in, R factor,
 * MOS and class out; windows of a call in, the call's verdict out. Null in, null out.
 */
@NullMarked
package io.linecheck.score;

import org.jspecify.annotations.NullMarked;
