package io.linecheck.store.opensearch;

import io.linecheck.store.ClusterActivity.WriteEnd;
import io.linecheck.store.StoreException;
import io.linecheck.store.Trouble;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends operations in one request and settles each: what the cluster could not take is sent again
 * with growing pauses, alone, until it is taken, refused for good or time is up. Safe for many
 * threads.
 *
 * <p>An operation whose outcome got lost, or that fewer copies confirmed than were asked for, is
 * repeated. If its document is found then, it may be the one that was sent before, or somebody
 * else's; the copies there are now have it.
 */
final class Bulk {
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final Cluster cluster;
  private final Targets targets;
  private final int copies;
  private final long patienceNanos;

  /** What became of an operation. */
  sealed interface Outcome {
    /** It was done. */
    record Done() implements Outcome {}

    /** There is such a document: from an earlier try whose outcome got lost, or somebody else's. */
    record Found() implements Outcome {}

    /** There is such a document already, or it has changed since it was read. */
    record Conflict() implements Outcome {}

    /** There is no such document. */
    record Missing() implements Outcome {}

    /** The cluster will never take it. */
    record Refused(String reason) implements Outcome {}
  }

  /** The indices that operations go to; each may refuse by throwing. */
  interface Targets {
    /** Before the first operation goes to it. */
    void ready(String index);

    /** It refused a document for what the document is. */
    void inspect(String index);

    /** It was said not to exist. */
    void forget(String index);
  }

  /**
   * @param copies that must confirm an operation, the primary included
   * @param patienceMillis how long what the cluster cannot take is sent again
   */
  Bulk(Cluster cluster, Targets targets, int copies, long patienceMillis) {
    this.cluster = cluster;
    this.targets = targets;
    this.copies = copies;
    this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
  }

  /**
   * Returns what became of each operation, in their order.
   *
   * @throws StoreException {@code OVERLOADED} or {@code UNAVAILABLE} if some were not settled,
   *     {@code BROKEN} if an index does not fit what Linecheck writes; any of them may have been
   *     done
   */
  List<Outcome> send(List<BulkOperation> operations) {
    @Nullable Outcome[] outcomes = new Outcome[operations.size()];
    Set<Integer> uncertain = new HashSet<>();
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      open.add(i);
    }
    long end = System.nanoTime() + patienceNanos;
    long pauseMillis = FIRST_PAUSE_MILLIS;
    while (!open.isEmpty()) {
      StoreException trouble = null;
      try {
        trouble = settle(operations, open, outcomes, uncertain);
      } catch (StoreException e) {
        if (e.kind() != StoreException.Cause.UNAVAILABLE
            && e.kind() != StoreException.Cause.OVERLOADED) {
          throw e;
        }
        uncertain.addAll(open);
        open.forEach(_ -> cluster.traffic().write(again(e.kind())));
        trouble = e;
      }
      if (trouble != null) {
        if (System.nanoTime() > end || cluster.isClosed()) {
          throw trouble;
        }
        pause(pauseMillis);
        pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
      }
    }
    return settled(outcomes);
  }

  /** Sends what is open and takes off what is settled; returns why the rest is not. */
  private @Nullable StoreException settle(
      List<BulkOperation> operations,
      List<Integer> open,
      @Nullable Outcome[] outcomes,
      Set<Integer> uncertain) {
    open.stream().map(i -> operations.get(i).index()).distinct().forEach(targets::ready);
    ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 16);
    open.forEach(i -> operations.get(i).writeTo(body));
    JsonNode items =
        cluster
            .sendBytes(
                "POST",
                "_bulk?wait_for_active_shards=" + copies + "&timeout=5s",
                body.toByteArray())
            .orThrow(() -> "nothing was stored")
            .path("items");
    List<Integer> left = new ArrayList<>();
    Set<String> refusing = new HashSet<>();
    StoreException trouble = null;
    for (int at = 0; at < open.size(); at++) {
      int i = open.get(at);
      JsonNode item = items.path(at).path(operations.get(i).action());
      int status = item.path("status").asInt(0);
      boolean confirmed = item.path("_shards").path("successful").asInt(copies) >= copies;
      Outcome outcome =
          outcome(status, confirmed, mayBeOurs(operations.get(i), uncertain, i), item);
      cluster.traffic().write(end(outcome, status));
      if (outcome == null) {
        left.add(i);
        trouble = trouble(operations.get(i).index(), status, item);
        if (status == Reply.NOT_FOUND) {
          targets.forget(operations.get(i).index());
        }
        if ((status >= 200 && status < 300) || status == 0 || status >= 500) {
          uncertain.add(i);
        }
      }
      if (outcome instanceof Outcome.Refused) {
        refusing.add(operations.get(i).index());
      }
      outcomes[i] = outcome;
    }
    refusing.forEach(targets::inspect);
    open.clear();
    open.addAll(left);
    return trouble;
  }

  private static boolean mayBeOurs(BulkOperation operation, Set<Integer> uncertain, int i) {
    return uncertain.contains(i) && operation.action().equals("create");
  }

  private static @Nullable Outcome outcome(
      int status, boolean confirmed, boolean mayBeOurs, JsonNode item) {
    if (status >= 200 && status < 300) {
      return confirmed ? new Outcome.Done() : null;
    }
    if (Refusal.of(status, item.path("error")).isPresent()) {
      return null;
    }
    return switch (status) {
      case Reply.CONFLICT -> mayBeOurs ? new Outcome.Found() : new Outcome.Conflict();
      case Reply.NOT_FOUND ->
          item.has("error") && !item.path("error").isNull() ? null : new Outcome.Missing();
      case 400 -> new Outcome.Refused(item.path("error").path("reason").asString("bad document"));
      default -> null;
    };
  }

  private static WriteEnd end(@Nullable Outcome outcome, int status) {
    if (outcome == null) {
      return status >= 200 && status < 300
          ? WriteEnd.AGAIN_COPIES
          : again(
              status == Reply.TOO_MANY
                  ? StoreException.Cause.OVERLOADED
                  : StoreException.Cause.UNAVAILABLE);
    }
    return switch (outcome) {
      case Outcome.Done _, Outcome.Found _ -> WriteEnd.DONE;
      case Outcome.Conflict _ -> WriteEnd.CONFLICT;
      case Outcome.Missing _ -> WriteEnd.MISSING;
      case Outcome.Refused _ -> WriteEnd.REFUSED;
    };
  }

  private static WriteEnd again(StoreException.Cause cause) {
    return cause == StoreException.Cause.OVERLOADED
        ? WriteEnd.AGAIN_REJECTED
        : WriteEnd.AGAIN_UNAVAILABLE;
  }

  private static StoreException trouble(String index, int status, JsonNode item) {
    Optional<Trouble> known = Refusal.of(status, item.path("error"));
    if (known.isPresent()) {
      return new StoreException(
          StoreException.Cause.UNAVAILABLE,
          known.get().of("index " + index + " takes nothing"),
          null);
    }
    if (status == Reply.TOO_MANY) {
      return new StoreException(
          StoreException.Cause.OVERLOADED, "the cluster takes no more for now: " + reason(item));
    }
    return new StoreException(
        StoreException.Cause.UNAVAILABLE,
        status >= 200 && status < 300
            ? "index %s has fewer copies than are asked for".formatted(index)
            : "index %s takes nothing (%d): %s".formatted(index, status, reason(item)));
  }

  private static String reason(JsonNode item) {
    return item.path("error").path("reason").asString("");
  }

  private static List<Outcome> settled(@Nullable Outcome[] outcomes) {
    List<Outcome> all = new ArrayList<>(outcomes.length);
    for (Outcome outcome : outcomes) {
      if (outcome == null) {
        throw new IllegalStateException("an operation was left open");
      }
      all.add(outcome);
    }
    return all;
  }

  /** Of random length, so that those who were refused together do not come back together. */
  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE, "the wait for OpenSearch was interrupted", e);
    }
  }
}
