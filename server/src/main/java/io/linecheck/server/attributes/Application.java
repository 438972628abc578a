package io.linecheck.server.attributes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.linecheck.store.StoredAttributes;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The latest walk that applies the tables to stored calls.
 *
 * @param position up to which calls are done, of {@code end}
 * @param calls walked over so far
 * @param changed of them, those that have other attributes now
 * @param problem why it failed
 */
public record Application(
    State state,
    Instant startedAt,
    String startedBy,
    @Nullable Instant endedAt,
    long position,
    long end,
    long calls,
    long changed,
    @Nullable String problem) {
  /** How far it is. */
  public enum State {
    RUNNING,
    DONE,
    CANCELLED,
    FAILED;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static State ofWord(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  static Application begun(Instant at, String by) {
    return new Application(State.RUNNING, at, by, null, StoredAttributes.START, 0, 0, 0, null);
  }

  /** From the beginning again: other tables are in force now. */
  Application again() {
    return begun(startedAt, startedBy);
  }

  Application after(StoredAttributes.Step step) {
    return new Application(
        state,
        startedAt,
        startedBy,
        null,
        step.position(),
        step.end(),
        calls + step.calls(),
        changed + step.changed(),
        null);
  }

  Application ended(State how, Instant at, @Nullable String why) {
    return new Application(how, startedAt, startedBy, at, position, end, calls, changed, why);
  }
}
