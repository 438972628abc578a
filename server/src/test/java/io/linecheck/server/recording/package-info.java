@NullMarked
package io.linecheck.server.recording;

import org.jspecify.annotations.NullMarked;
