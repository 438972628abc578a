package io.linecheck.server.checkup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing looked at.
 *
 * @param finding one sentence with numbers and times
 * @param details further lines: one for each source, reason or page
 * @param advice what to do; absent where there is nothing to do
 */
public record Check(
    Topic topic, State state, String finding, List<String> details, @Nullable String advice) {
  /** How bad it is, the best first. */
  public enum State {
    OK,
    /** It could not be found out, or it is too early to tell. */
    UNKNOWN,
    /** Somebody should look at it soon. */
    ATTENTION,
    /** Something does not work now. */
    FAILING
  }

  public Check {
    details = List.copyOf(details);
  }

  static Check ok(Topic topic, String finding) {
    return new Check(topic, State.OK, finding, List.of(), null);
  }

  static Check unknown(Topic topic, String finding) {
    return new Check(topic, State.UNKNOWN, finding, List.of(), null);
  }

  static Check attention(Topic topic, String finding, String advice) {
    return new Check(topic, State.ATTENTION, finding, List.of(), advice);
  }

  static Check failing(Topic topic, String finding, String advice) {
    return new Check(topic, State.FAILING, finding, List.of(), advice);
  }

  Check with(List<String> lines) {
    return new Check(topic, state, finding, lines, advice);
  }
}
