@NullMarked
package io.linecheck.server.config;

import org.jspecify.annotations.NullMarked;
