@NullMarked
package io.linecheck.server.http;

import org.jspecify.annotations.NullMarked;
