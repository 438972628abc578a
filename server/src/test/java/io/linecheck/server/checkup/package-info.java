@NullMarked
package io.linecheck.server.checkup;

import org.jspecify.annotations.NullMarked;
