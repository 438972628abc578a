@NullMarked
package io.linecheck.server.api;

import org.jspecify.annotations.NullMarked;
