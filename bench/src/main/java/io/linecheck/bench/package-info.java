/**
 * Measurements from outside: a real server process under load over HTTP, beside a real OpenSearch.
 * Nothing here knows the server's classes; what it stored is counted in its file.
 */
@NullMarked
package io.linecheck.bench;

import org.jspecify.annotations.NullMarked;
