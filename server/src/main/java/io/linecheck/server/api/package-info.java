/**
 * Questions as JSON and as query parameters in, {@code io.linecheck.query} records out; answers in,
 * JSON out. Says what is wrong with a question in a sentence that names the member. Knows neither
 * HTTP nor any store.
 */
@NullMarked
package io.linecheck.server.api;

import org.jspecify.annotations.NullMarked;
