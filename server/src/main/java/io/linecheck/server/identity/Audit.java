package io.linecheck.server.identity;

import io.linecheck.server.config.Shortened;
import io.linecheck.store.AuditEntry;
import io.linecheck.store.AuditEntry.Outcome;
import io.linecheck.store.AuditLog;
import io.linecheck.store.AuditPage;
import io.linecheck.store.AuditQuestion;
import java.io.Serial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
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

  /** A page that follows a live call asks again every two seconds: all of it is one look. */
  private static final Duration ONE_LOOK = Duration.ofMinutes(15);

  private static final int LOOKS_REMEMBERED = 10_000;

  private record Look(By by, String action, String target) {}

  private final AuditLog entries;
  private final Clock clock;
  private final Map<Look, Instant> looks =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Serial private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Look, Instant> eldest) {
              return size() > LOOKS_REMEMBERED;
            }
          });

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

  /** Writes a look down once, however often a page asks again. */
  public void looked(By by, String action, String target, Map<String, String> detail) {
    Look look = new Look(by, action, target);
    Instant before = looks.get(look);
    Instant now = clock.instant();
    if (before == null || !now.isBefore(before.plus(ONE_LOOK))) {
      done(by, action, target, detail);
      looks.remove(look);
      looks.put(look, now);
    }
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
