package io.linecheck.server.identity;

import io.linecheck.server.config.Shortened;
import io.linecheck.store.AuditEntry;
import io.linecheck.store.AuditEntry.Outcome;
import io.linecheck.store.AuditLog;
import io.linecheck.store.AuditPage;
import io.linecheck.store.AuditQuestion;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who did what, and what was refused; refusals stand in the server's log, too. */
public final class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  /**
   * Who did it.
   *
   * @param address absent for a command on the server's own machine
   */
  public record By(String actor, @Nullable String address) {
    public By {
      actor = Shortened.of(actor);
    }

    /** Somebody without an account yet, or who only says who they are. */
    static By claiming(String name, Client client) {
      return new By(name, client.address());
    }
  }

  private final AuditLog entries;
  private final Clock clock;

  Audit(AuditLog entries, Clock clock) {
    this.entries = entries;
    this.clock = clock;
  }

  public void done(By by, String action, @Nullable String target) {
    done(by, action, target, Map.of());
  }

  public void done(By by, String action, @Nullable String target, Map<String, String> detail) {
    append(by, action, target, Outcome.OK, detail);
  }

  public void refused(By by, String action, @Nullable String target, Map<String, String> detail) {
    log.warn(
        "{} by \"{}\" from {} was refused: {}",
        action,
        by.actor(),
        by.address() == null ? "this machine" : by.address(),
        detail);
    append(by, action, target, Outcome.REFUSED, detail);
  }

  public AuditPage read(AuditQuestion question) {
    return entries.read(question);
  }

  private void append(
      By by, String action, @Nullable String target, Outcome outcome, Map<String, String> detail) {
    entries.append(
        new AuditEntry(
            clock.instant(),
            by.actor(),
            action,
            target == null ? null : Shortened.of(target),
            outcome,
            by.address(),
            detail));
  }
}
