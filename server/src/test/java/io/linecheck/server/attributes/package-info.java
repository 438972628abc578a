@NullMarked
package io.linecheck.server.attributes;

import org.jspecify.annotations.NullMarked;
