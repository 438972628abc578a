package io.linecheck.model;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened on a call at a moment.
 *
 * @param kind {@code mute}, {@code unmute}, {@code hold}, {@code resume}, {@code connecting},
 *     {@code connected}, {@code ended}, {@code deviceChange}, {@code tabHidden}, {@code
 *     tabVisible}, {@code iceState}, … ; unknown kinds are kept
 * @param dataJson what came with it, as a JSON object
 */
public record CallEvent(String kind, Instant timestamp, @Nullable String dataJson) {
  /** What an agent said of a call afterwards, and what a check of the workplace found. */
  public static final String AGENT_FEEDBACK = "agentFeedback";

  public static final String PRE_SHIFT_CHECK = "preShiftCheck";

  /** Kinds that did not happen on the call: they make none, and none lasts longer by them. */
  public static final Set<String> ASIDES = Set.of(AGENT_FEEDBACK, PRE_SHIFT_CHECK);
}
