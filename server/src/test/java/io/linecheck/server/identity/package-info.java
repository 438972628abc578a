@NullMarked
package io.linecheck.server.identity;

import org.jspecify.annotations.NullMarked;
