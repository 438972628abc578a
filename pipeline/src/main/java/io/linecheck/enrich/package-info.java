/** What can be told about a call from addresses and configuration: pure functions of strings. */
@NullMarked
package io.linecheck.enrich;

import org.jspecify.annotations.NullMarked;
