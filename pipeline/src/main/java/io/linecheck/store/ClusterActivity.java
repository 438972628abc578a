package io.linecheck.store;

import java.util.Map;

/**
 * What a store asked of the cluster that keeps its data, and how that went, since it was opened.
 *
 * @param requests that ended
 * @param writes what became of rows and other documents that were to be written; one that is sent
 *     again counts once for each time
 * @param pendingNotes batches that windows and calls do not show yet and this server is to derive
 * @param openWalks walks through stored rows that the cluster keeps a state of
 */
public record ClusterActivity(
    Map<Request, Requests> requests,
    Map<WriteEnd, Long> writes,
    long pendingNotes,
    long openWalks) {
  public ClusterActivity {
    requests = Map.copyOf(requests);
    writes = Map.copyOf(writes);
  }

  /** What is asked for. */
  public enum Work {
    BULK,
    SEARCH,
    /** To make visible what was written. */
    REFRESH,
    /** One document, read or written. */
    DOCUMENT,
    OTHER
  }

  /** How a request ended. */
  public enum Result {
    ANSWERED,
    /** What was asked is wrong, not allowed, or conflicts with what is there. */
    REFUSED,
    /** The cluster takes no more for now. */
    REJECTED,
    /** The cluster cannot do it now. */
    UNAVAILABLE,
    /** No node answered. */
    UNREACHABLE
  }

  /** A kind of request that ended in one way. */
  public record Request(Work work, Result result) {}

  public record Requests(long count, double totalMillis) {}

  /** What became of one write within a bulk request. */
  public enum WriteEnd {
    DONE,
    /** It was there already. */
    CONFLICT,
    /** What was to be removed is not there. */
    MISSING,
    /** The cluster will never take it. */
    REFUSED,
    /** Sent again, for the cluster took no more. */
    AGAIN_REJECTED,
    /** Sent again, for fewer copies than asked for have it. */
    AGAIN_COPIES,
    /** Sent again, for its shard or the whole cluster did not answer. */
    AGAIN_UNAVAILABLE
  }
}
