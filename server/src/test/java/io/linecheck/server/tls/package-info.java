@NullMarked
package io.linecheck.server.tls;

import org.jspecify.annotations.NullMarked;
