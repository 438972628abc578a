package io.linecheck.store.opensearch;

import io.linecheck.store.ClusterActivity;
import io.linecheck.store.ClusterActivity.Request;
import io.linecheck.store.ClusterActivity.Requests;
import io.linecheck.store.ClusterActivity.Result;
import io.linecheck.store.ClusterActivity.Work;
import io.linecheck.store.ClusterActivity.WriteEnd;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is asked of the cluster. Safe for many threads. */
final class ClusterTraffic {
  private record Sum(LongAdder count, LongAdder nanos) {}

  private final Map<Request, Sum> requests = new ConcurrentHashMap<>();
  private final Map<WriteEnd, LongAdder> writes = new ConcurrentHashMap<>();
  private final AtomicLong openWalks = new AtomicLong();

  void answered(String path, int status, long nanos) {
    ended(path, result(status), nanos);
  }

  void unreachable(String path, long nanos) {
    ended(path, Result.UNREACHABLE, nanos);
  }

  void write(WriteEnd end) {
    writes.computeIfAbsent(end, _ -> new LongAdder()).increment();
  }

  void walkOpened() {
    openWalks.incrementAndGet();
  }

  void walkClosed() {
    openWalks.decrementAndGet();
  }

  ClusterActivity activity(long pendingNotes) {
    Map<Request, Requests> ended = new HashMap<>();
    requests.forEach((request, sum) ->
        ended.put(request, new Requests(sum.count().sum(), sum.nanos().sum() / 1e6)));
    Map<WriteEnd, Long> written = new EnumMap<>(WriteEnd.class);
    writes.forEach((end, count) -> written.put(end, count.sum()));
    return new ClusterActivity(ended, written, pendingNotes, openWalks.get());
  }

  private void ended(String path, Result result, long nanos) {
    Sum sum =
        requests.computeIfAbsent(
            new Request(work(path), result), _ -> new Sum(new LongAdder(), new LongAdder()));
    sum.count().increment();
    sum.nanos().add(nanos);
  }

  private static Work work(String path) {
    if (path.contains("_bulk")) {
      return Work.BULK;
    }
    if (path.contains("search")) {
      return Work.SEARCH;
    }
    if (path.contains("/_refresh")) {
      return Work.REFRESH;
    }
    return path.contains("/_doc") ? Work.DOCUMENT : Work.OTHER;
  }

  private static Result result(int status) {
    if (status < 400 || status == Reply.NOT_FOUND) {
      return Result.ANSWERED;
    }
    if (status == Reply.TOO_MANY) {
      return Result.REJECTED;
    }
    return status >= 500 ? Result.UNAVAILABLE : Result.REFUSED;
  }
}
