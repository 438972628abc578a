/**
 * What can be told about a call from addresses and configuration: pure functions of strings.
 * Nothing here knows the store, the wire bodies or HTTP; garbage in is absent out, never an
 * exception.
 */
@NullMarked
package io.linecheck.enrich;

import org.jspecify.annotations.NullMarked;
