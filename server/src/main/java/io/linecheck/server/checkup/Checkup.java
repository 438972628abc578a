package io.linecheck.server.checkup;

import io.linecheck.server.checkup.Check.State;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All checks there are, in one list. Safe for many threads. */
public final class Checkup {
  private static final Logger log = LoggerFactory.getLogger(Checkup.class);

  /** Looks at one thing, quickly: it is done every minute and whenever somebody asks. */
  interface Examination {
    Topic topic();

    Check look();
  }

  private final List<Examination> examinations;

  Checkup(List<Examination> examinations) {
    this.examinations =
        examinations.stream().sorted(Comparator.comparing(Examination::topic)).toList();
  }

  /** Looks at everything now. */
  public List<Check> look() {
    return examinations.stream().map(Checkup::look).toList();
  }

  /** The worst of them. */
  public static State worst(List<Check> checks) {
    return checks.stream().map(Check::state).max(Comparator.naturalOrder()).orElse(State.OK);
  }

  /** A check that fails is not to hide the others. */
  private static Check look(Examination examination) {
    try {
      return examination.look();
    } catch (RuntimeException e) {
      log.debug("{} could not be examined", examination.topic(), e);
      return new Check(
          examination.topic(),
          State.UNKNOWN,
          "It could not be looked at: " + e.getMessage(),
          List.of(),
          "If this stays, the server's log at level debug says more.");
    }
  }
}
