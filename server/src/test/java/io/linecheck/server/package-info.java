@NullMarked
package io.linecheck.server;

import org.jspecify.annotations.NullMarked;
