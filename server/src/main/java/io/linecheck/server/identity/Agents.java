package io.linecheck.server.identity;

import io.linecheck.access.HiddenFields;
import io.linecheck.access.Scope;
import io.linecheck.access.ScopedReader;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.privacy.AgentDirectory;
import io.linecheck.privacy.AgentErasure;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchQuestion;
import io.linecheck.server.identity.IdentityException.Reason;
import io.linecheck.store.Erasure;
import io.linecheck.store.TelemetryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The people in the telemetry: who is behind a pseudonym, and the end of what is known of one. */
public final class Agents {
  private static final int LONGEST_REASON = 500;

  /** All that a store can hold. */
  private static final TimeRange EVER =
      new TimeRange(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));

  private final TelemetryStore store;
  private final AgentDirectory directory;
  private final AgentErasure erasure;
  private final Audit audit;

  Agents(TelemetryStore store, Audit audit) {
    this.store = store;
    this.directory = new AgentDirectory(store.documents());
    this.erasure = new AgentErasure(store, directory);
    this.audit = audit;
  }

  /** For who gives pseudonyms. */
  public AgentDirectory directory() {
    return directory;
  }

  /** The name behind a pseudonym; written down before it is told. */
  public String reveal(Audit.By by, Scope scope, String pseudonym, String reason) {
    Map<String, String> why = Map.of("reason", required(reason));
    if (!hasCalls(scope, pseudonym)) {
      throw unknown(by, pseudonym, why);
    }
    String agent = directory.find(pseudonym).orElseThrow(() -> unknown(by, pseudonym, why));
    audit.done(by, "agent.reveal", pseudonym, why);
    return agent;
  }

  /**
   * Removes all that is stored of an agent. The log keeps that it was done and why, not whose data
   * it was.
   */
  public Erasure erase(Audit.By by, Scope scope, String agent, String reason) {
    Map<String, String> why = Map.of("reason", required(reason));
    if (!(scope instanceof Scope.Everything)) {
      audit.refused(by, "agent.erase", null, why);
      throw new IdentityException(
          Reason.REFUSED, "agent: your scope is not everything, which an agent's data may be in");
    }
    Erasure erased = erasure.erase(agent);
    audit.done(by, "agent.erase", null, why);
    return erased;
  }

  private boolean hasCalls(Scope scope, String pseudonym) {
    if (scope instanceof Scope.Everything) {
      return true;
    }
    SearchQuestion question =
        new SearchQuestion(
            Dataset.CALLS,
            EVER,
            new Filter.In(Fields.AGENT, List.of(pseudonym)),
            Fields.TIMESTAMP,
            true,
            1,
            null);
    return new ScopedReader(store, scope, HiddenFields.NONE).search(question).total() > 0;
  }

  private IdentityException unknown(Audit.By by, String pseudonym, Map<String, String> why) {
    audit.refused(by, "agent.reveal", pseudonym, why);
    return new IdentityException(
        Reason.UNKNOWN, "pseudonym: nobody is known by it, or nobody in your scope");
  }

  private static String required(String reason) {
    String text = reason.strip();
    if (text.isEmpty()
        || text.length() > LONGEST_REASON
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IdentityException(
          Reason.INVALID,
          "reason: expected 1 to %d characters on one line".formatted(LONGEST_REASON));
    }
    return text;
  }
}
