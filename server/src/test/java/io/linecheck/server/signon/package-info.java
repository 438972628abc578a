@NullMarked
package io.linecheck.server.signon;

import org.jspecify.annotations.NullMarked;
