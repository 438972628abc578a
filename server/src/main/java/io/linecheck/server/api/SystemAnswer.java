package io.linecheck.server.api;

import io.linecheck.server.checkup.Check;
import io.linecheck.server.checkup.Check.State;
import io.linecheck.server.checkup.Checkup;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the server is, check by check. */
public record SystemAnswer(String state, List<Examined> checks) {
  /** One check. */
  public record Examined(
      String id,
      String title,
      String state,
      String finding,
      List<String> details,
      @Nullable String advice) {}

  public static SystemAnswer of(List<Check> checks) {
    return new SystemAnswer(
        word(Checkup.worst(checks)), checks.stream().map(SystemAnswer::examined).toList());
  }

  private static Examined examined(Check check) {
    return new Examined(
        check.topic().id(),
        check.topic().title(),
        word(check.state()),
        check.finding(),
        check.details(),
        check.advice());
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
