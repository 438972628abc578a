package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.store.RetentionPolicy;
import io.linecheck.store.SizeCut;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * Removes what is too old, and the oldest of what is too much. Whole days go as indices; only in
 * the day in which the limit lies rows are removed one by one.
 */
final class Retention {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** Names in one request. */
  private static final int INDICES_AT_ONCE = 50;

  private final Cluster cluster;
  private final Indices indices;
  private final WrittenIndices written;
  private final Sweep sweep;
  private final Watermark samplesFrom;

  Retention(
      Cluster cluster,
      Indices indices,
      WrittenIndices written,
      Sweep sweep,
      Watermark samplesFrom) {
    this.cluster = cluster;
    this.indices = indices;
    this.written = written;
    this.sweep = sweep;
    this.samplesFrom = samplesFrom;
  }

  Optional<SizeCut> apply(RetentionPolicy policy) {
    for (Map.Entry<Dataset, Duration> entry : policy.keep().entrySet()) {
      remove(entry.getKey(), policy.now().minus(entry.getValue()).toEpochMilli());
    }
    if (policy.keep().size() == Dataset.values().length) {
      Duration longest =
          policy.keep().values().stream().max(Comparator.naturalOrder()).orElseThrow();
      removeAnswers(policy.now().minus(longest).toEpochMilli());
    }
    Long most = policy.mostBytes();
    return most == null ? Optional.empty() : bySize(policy.now(), most);
  }

  private Optional<SizeCut> bySize(Instant now, long most) {
    long bytesBefore = bytes();
    long bytes = bytesBefore;
    long today = Math.floorDiv(now.toEpochMilli(), DAY_MILLIS) * DAY_MILLIS;
    long before = 0;
    int days = 0;
    while (bytes > most) {
      OptionalLong oldest = endOfOldestDay();
      if (oldest.isEmpty() || oldest.getAsLong() > today) {
        break;
      }
      before = oldest.getAsLong();
      for (Dataset dataset : Dataset.values()) {
        remove(dataset, before);
      }
      removeAnswers(before);
      bytes = bytes();
      days++;
    }
    return days == 0
        ? Optional.empty()
        : Optional.of(new SizeCut(Instant.ofEpochMilli(before), days, bytesBefore, bytes));
  }

  private void remove(Dataset dataset, long before) {
    if (dataset == Dataset.SAMPLES) {
      // First, so that no window is derived from what is left of its samples.
      samplesFrom.raise(before);
    }
    List<String> names = names(indices.all(dataset));
    delete(names.stream().filter(name -> isOver(indices.end(dataset, name), before)).toList());
    String cut = indices.of(dataset, before);
    if (names.contains(cut)) {
      sweep.remove(dataset, cut, Queries.before(Indices.member(dataset, Fields.TIMESTAMP), before));
    }
  }

  private void removeAnswers(long before) {
    delete(
        names(indices.allBatches()).stream()
            .filter(name -> isOver(indices.endOfBatches(name), before))
            .toList());
  }

  /** Never so of an index whose name is another's. */
  private static boolean isOver(OptionalLong end, long before) {
    return end.isPresent() && end.getAsLong() <= before;
  }

  /** Of the daily indices; those of a month go by what they lack, not as a whole. */
  private OptionalLong endOfOldestDay() {
    List<Long> ends = new ArrayList<>();
    for (Dataset dataset : Dataset.values()) {
      if (dataset != Dataset.CALLS) {
        names(indices.all(dataset))
            .forEach(name -> indices.end(dataset, name).ifPresent(ends::add));
      }
    }
    return ends.stream().mapToLong(Long::longValue).min();
  }

  private long bytes() {
    return cluster
        .send("GET", indices.everything() + "/_stats/store")
        .orThrow(() -> "sizes cannot be read")
        .path("_all")
        .path("total")
        .path("store")
        .path("size_in_bytes")
        .asLong();
  }

  private List<String> names(String pattern) {
    JsonNode found =
        cluster
            .send("GET", "_cat/indices/" + pattern + "?format=json&h=index")
            .orThrow(() -> "indices cannot be listed");
    List<String> names = new ArrayList<>();
    found.forEach(one -> names.add(one.path("index").asString()));
    return names;
  }

  private void delete(List<String> names) {
    for (int from = 0; from < names.size(); from += INDICES_AT_ONCE) {
      List<String> some = names.subList(from, Math.min(from + INDICES_AT_ONCE, names.size()));
      some.forEach(written::forget);
      cluster
          .send("DELETE", String.join(",", some) + "?ignore_unavailable=true")
          .orThrow(() -> "indices that are too old cannot be removed");
    }
  }
}
