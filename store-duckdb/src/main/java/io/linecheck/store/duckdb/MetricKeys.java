package io.linecheck.store.duckdb;

import io.linecheck.model.ApiMetric;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Recognises API metrics that are stored, by (agent, name, timestamp). Holds each agent's latest;
 * older ones are read from the file when a batch reaches back. Belongs to the writer thread.
 */
final class MetricKeys {
  private static final int AGENTS = 4096;
  private static final int MOMENTS_PER_AGENT = 256;

  private final StoredCalls stored;
  private final LinkedHashMap<String, Known> agents = new LinkedHashMap<>(1024, 0.75f, true);

  MetricKeys(StoredCalls stored) {
    this.stored = stored;
  }

  /** The metrics among {@code metrics} that are new; they count as stored from now on. */
  List<ApiMetric> fresh(String agent, List<ApiMetric> metrics) throws SQLException {
    if (metrics.isEmpty()) {
      return List.of();
    }
    long earliest =
        metrics.stream().mapToLong(metric -> metric.timestamp().toEpochMilli()).min().orElseThrow();
    Known known = agents.computeIfAbsent(agent, _ -> new Known());
    if (earliest < known.completeFrom) {
      stored.forEachMetric(agent, earliest, known::add);
      known.completeFrom = earliest;
    }
    return metrics.stream()
        .filter(metric -> known.add(metric.name(), metric.timestamp().toEpochMilli()))
        .toList();
  }

  void forget(String agent) {
    agents.remove(agent);
  }

  void forgetAll() {
    agents.clear();
  }

  /** After a commit: lets go of what is over the bounds. */
  void settle(Iterable<String> touchedAgents) {
    for (String agent : touchedAgents) {
      Known known = agents.get(agent);
      if (known != null) {
        known.trim();
      }
    }
    while (agents.size() > AGENTS) {
      agents.pollFirstEntry();
    }
  }

  private static final class Known {
    private final TreeMap<Long, Set<String>> namesByMoment = new TreeMap<>();
    private long completeFrom = Long.MAX_VALUE;

    boolean add(String name, long moment) {
      return namesByMoment.computeIfAbsent(moment, _ -> new HashSet<>(2)).add(name);
    }

    void trim() {
      while (namesByMoment.size() > MOMENTS_PER_AGENT) {
        Map.Entry<Long, Set<String>> oldest = namesByMoment.pollFirstEntry();
        completeFrom = oldest.getKey() + 1;
      }
    }
  }
}
