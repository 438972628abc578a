/** Parts of the product under JMH, through their public doors. */
@NullMarked
package io.linecheck.bench.micro;

import org.jspecify.annotations.NullMarked;
