@NullMarked
package io.linecheck.score;

import org.jspecify.annotations.NullMarked;
