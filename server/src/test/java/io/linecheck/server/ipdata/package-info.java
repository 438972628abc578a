@NullMarked
package io.linecheck.server.ipdata;

import org.jspecify.annotations.NullMarked;
