package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import io.linecheck.store.TooExpensive;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One question's searches: over which indices, and by when the last must have answered. What does
 * not exist of the indices is empty; an answer is whole or there is none.
 */
final class QuestionSearch {
  private static final String PARAMETERS =
      "/_search?ignore_unavailable=true&allow_no_indices=true&allow_partial_search_results=false";

  /** Refusals that the question itself brought about. */
  private static final Set<String> TOO_MUCH_MEMORY =
      Set.of("circuit_breaking_exception", "too_many_buckets_exception");

  private static final Set<String> TOO_SLOW =
      Set.of("task_cancelled_exception", "time_exceeded_exception", "timeout_exception");

  private final Cluster cluster;
  private final String indices;
  private final Duration timeout;
  private final long deadlineNanos;

  QuestionSearch(Cluster cluster, String indices, Duration timeout) {
    this(cluster, indices, timeout, System.nanoTime() + timeout.toNanos());
  }

  private QuestionSearch(Cluster cluster, String indices, Duration timeout, long deadlineNanos) {
    this.cluster = cluster;
    this.indices = indices;
    this.timeout = timeout;
    this.deadlineNanos = deadlineNanos;
  }

  /** The same question's search over other indices. */
  QuestionSearch over(String others) {
    return new QuestionSearch(cluster, others, timeout, deadlineNanos);
  }

  JsonNode ask(Map<String, Object> body) {
    long leftMillis = Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis();
    if (leftMillis <= 0) {
      throw TooExpensive.noAnswerWithin(timeout, null);
    }
    Map<String, Object> timed = new LinkedHashMap<>(body);
    timed.put("timeout", leftMillis + "ms");
    Reply reply = cluster.send("POST", indices + PARAMETERS, Json.MAPPER.valueToTree(timed));
    if (!reply.ok()) {
      throw refusal(reply);
    }
    JsonNode answer = reply.body();
    if (answer.path("timed_out").asBoolean(false)) {
      throw TooExpensive.noAnswerWithin(timeout, null);
    }
    if (answer.path("_shards").path("failed").asInt(0) > 0) {
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE,
          "part of the data could not be searched: "
              + answer.path("_shards").path("failures").path(0).path("reason"));
    }
    return answer;
  }

  private StoreException refusal(Reply reply) {
    StoreException failure = reply.failure("the question failed");
    if (TOO_MUCH_MEMORY.contains(reply.errorType())) {
      return TooExpensive.tooMuchMemory(failure);
    }
    return TOO_SLOW.contains(reply.errorType())
        ? TooExpensive.noAnswerWithin(timeout, failure)
        : failure;
  }
}
