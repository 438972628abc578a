package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import io.linecheck.store.StoreException;
import io.linecheck.store.Trouble;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The indices that this server writes to. Each is made with its settings and mapping before the
 * first document goes there, whatever templates the cluster has; one that exists is looked at,
 * since somebody else may have made it. Nothing is written to one that does not fit. Safe for many
 * threads.
 */
final class WrittenIndices implements Bulk.Targets {
  private static final Logger LOG = LoggerFactory.getLogger(WrittenIndices.class);

  /** Meanwhile what is meant for an index that does not fit is refused without asking again. */
  private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Retention of another server never deletes what was written to so lately. */
  private static final long LATELY_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Cluster cluster;
  private final Indices indices;
  private final IndexMaker maker;
  private final Clock clock;
  private final DeletedIndices deleted;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Map<String, Long> writtenNanos = new ConcurrentHashMap<>();

  /** What was found when an index was last looked at. */
  private sealed interface Known {
    /**
     * @param uuid by which the cluster tells it from a later one of the same name
     */
    record Fitting(String uuid) implements Known {}

    record Other(MappingConflict conflict, long seenNanos) implements Known {}
  }

  WrittenIndices(Cluster cluster, Indices indices, OpenSearchConfig.Layout layout, Clock clock) {
    this.cluster = cluster;
    this.indices = indices;
    this.maker = new IndexMaker(cluster, layout);
    this.clock = clock;
    this.deleted = new DeletedIndices(indices, clock);
  }

  /**
   * Makes sure that an index is there and takes our documents as they are.
   *
   * @throws StoreException {@code BROKEN} if it exists and does not fit
   */
  @Override
  public void ready(String index) {
    Known found = known.get(index);
    if (!(found instanceof Known.Fitting)) {
      refuseLately(found);
      Optional<MappingConflict> conflict = conflict(index);
      if (conflict.filter(MappingConflict::isLack).isPresent()) {
        maker.addFields(index);
        conflict = conflict(index);
      } else if (!known.containsKey(index)) {
        maker.create(index);
        conflict = conflict(index);
      }
      refuse(conflict);
    }
    writtenNanos.put(index, System.nanoTime());
  }

  /**
   * Looks at an index that refused a document as it is.
   *
   * @throws StoreException {@code BROKEN} if it is the index that does not fit
   */
  @Override
  public void inspect(String index) {
    refuse(conflict(index));
  }

  private static void refuse(Optional<MappingConflict> conflict) {
    if (conflict.isPresent()) {
      throw conflict.get().refusal();
    }
  }

  private Optional<MappingConflict> conflict(String index) {
    Reply reply = cluster.send("GET", index + "?flat_settings=true&cluster_manager_timeout=5s");
    if (reply.status() == Reply.NOT_FOUND) {
      known.remove(index);
      return Optional.empty();
    }
    JsonNode found = reply.orThrow(() -> "index " + index + " cannot be looked at").path(index);
    Optional<MappingConflict> conflict =
        MappingConflict.of(index, found.path("mappings"), maker.template(index).path("mappings"));
    String uuid = found.path("settings").path("index.uuid").asString("");
    known.put(
        index,
        conflict
            .<Known>map(one -> new Known.Other(one, System.nanoTime()))
            .orElseGet(() -> new Known.Fitting(uuid)));
    return conflict;
  }

  /** Why a question failed, if it is that an index of the dataset does not fit. */
  StoreException explained(StoreException failure, Dataset dataset) {
    if (failure.kind() != StoreException.Cause.BROKEN) {
      return failure;
    }
    try {
      for (String index : present(indices.all(dataset)).propertyNames()) {
        Known found = known.get(index);
        if (!(found instanceof Known.Fitting)) {
          refuseLately(found);
          inspect(index);
        }
      }
      return failure;
    } catch (StoreException e) {
      return e;
    }
  }

  private static void refuseLately(@Nullable Known found) {
    if (found instanceof Known.Other other
        && System.nanoTime() - other.seenNanos() < LOOK_AGAIN_NANOS) {
      throw other.conflict().refusal();
    }
  }

  /** Linecheck itself deleted it, or is told that it is not there. */
  @Override
  public void forget(String index) {
    known.remove(index);
    writtenNanos.remove(index);
  }

  /** Telemetry without accounts is what a server finds that was down when they were deleted. */
  void opened() {
    String documents = indices.documents();
    JsonNode present = present(indices.everything());
    if (!present.has(documents)
        && present.propertyNames().stream().anyMatch(indices::isOwnTelemetry)) {
      noticeGone(documents);
    }
  }

  /**
   * Looks what became of the indices. Those that this server wrote to and somebody deleted are made
   * anew, so that nothing else makes them otherwise. One look at a time: a second, begun before
   * that, would miss them again.
   */
  synchronized List<Trouble> look() {
    JsonNode present = present(indices.everything());
    known.forEach((index, found) -> {
      String uuid = present.path(index).path("settings").path("index.uuid").asString("");
      switch (found) {
        case Known.Fitting fitting -> {
          if (watched(index) && !uuid.equals(fitting.uuid()) && known.remove(index, fitting)) {
            noticeGone(index);
          }
        }
        case Known.Other other -> {
          if (uuid.isEmpty()) {
            known.remove(index, other);
          }
        }
      }
    });
    List<Trouble> troubles = conflicts(present);
    troubles.addAll(deleted.troubles());
    return troubles;
  }

  private JsonNode present(String pattern) {
    return cluster
        .send(
            "GET", pattern + "/_settings/index.uuid?flat_settings=true&cluster_manager_timeout=5s")
        .orThrow(() -> "indices cannot be listed");
  }

  private boolean watched(String index) {
    Long writtenAt = writtenNanos.get(index);
    return index.equals(indices.documents())
        || (writtenAt != null && System.nanoTime() - writtenAt < LATELY_NANOS);
  }

  private void noticeGone(String index) {
    deleted.noticed(index);
    try {
      ready(index);
    } catch (StoreException e) {
      LOG.warn("index {} cannot be made anew: {}", index, e.getMessage());
    }
  }

  /** Of indices that are written to now and of those that did not fit before. */
  private List<Trouble> conflicts(JsonNode present) {
    Set<String> current = indices.current(clock.millis());
    List<Trouble> troubles = new ArrayList<>();
    for (String index : present.propertyNames()) {
      Known found = known.get(index);
      if (found instanceof Known.Other || (found == null && current.contains(index))) {
        try {
          inspect(index);
        } catch (StoreException e) {
          e.trouble().ifPresent(troubles::add);
        }
      }
    }
    return troubles;
  }
}
