@NullMarked
package io.linecheck.server.metrics;

import org.jspecify.annotations.NullMarked;
