package io.linecheck.server.api;

import io.linecheck.model.Dataset;
import io.linecheck.store.Erasure;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers about agents. */
public final class AgentAnswers {
  private AgentAnswers() {}

  /** Who is behind a pseudonym. */
  public record Revealed(String agent) {}

  /**
   * What is gone.
   *
   * @param rows removed rows by dataset, also where there were none
   */
  public record Erased(Map<String, Long> rows) {}

  public static Erased of(Erasure erasure) {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (Dataset dataset : Dataset.values()) {
      rows.put(dataset.apiName(), erasure.rows().getOrDefault(dataset, 0L));
    }
    return new Erased(rows);
  }
}
