package io.linecheck.ingest;

import io.linecheck.model.CallKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The calls heard of lately, the most recently used ones up to a number. A call in use is never
 * dropped, so that two requests of one call never work on two histories. Safe for many threads.
 */
final class CallHistories {
  private final int most;
  private final Map<CallKey, CallHistory> calls = new LinkedHashMap<>(64, 0.75f, true);

  CallHistories(int most) {
    this.most = most;
  }

  /** Runs the work with the call's history locked. */
  <T> T with(CallKey call, Function<CallHistory, T> work) {
    CallHistory history = take(call);
    try {
      history.lock.lock();
      try {
        return work.apply(history);
      } finally {
        history.lock.unlock();
      }
    } finally {
      giveBack(history);
    }
  }

  private synchronized CallHistory take(CallKey call) {
    CallHistory history = calls.computeIfAbsent(call, _ -> new CallHistory());
    history.users++;
    Iterator<CallHistory> eldest = calls.values().iterator();
    while (calls.size() > most && eldest.hasNext()) {
      if (eldest.next().users == 0) {
        eldest.remove();
      }
    }
    return history;
  }

  private synchronized void giveBack(CallHistory history) {
    history.users--;
  }

  synchronized int size() {
    return calls.size();
  }
}
