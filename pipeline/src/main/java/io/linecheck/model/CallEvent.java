package io.linecheck.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened on a call at a moment.
 *
 * @param kind {@code mute}, {@code unmute}, {@code hold}, {@code resume}, {@code connecting},
 *     {@code connected}, {@code ended}, {@code deviceChange}, {@code tabHidden}, {@code
 *     tabVisible}, {@code iceState}, … ; unknown kinds are kept
 * @param dataJson what came with it, as a JSON object
 */
public record CallEvent(String kind, Instant timestamp, @Nullable String dataJson) {}
