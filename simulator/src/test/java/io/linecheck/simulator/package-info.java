@NullMarked
package io.linecheck.simulator;

import org.jspecify.annotations.NullMarked;
