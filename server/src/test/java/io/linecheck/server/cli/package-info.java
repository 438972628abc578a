@NullMarked
package io.linecheck.server.cli;

import org.jspecify.annotations.NullMarked;
