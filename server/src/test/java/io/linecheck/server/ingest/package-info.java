@NullMarked
package io.linecheck.server.ingest;

import org.jspecify.annotations.NullMarked;
