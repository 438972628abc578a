package io.linecheck.server.ledger;

import io.linecheck.server.ledger.Book.Fate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Whether calls and windows show what was sent.
 *
 * @param whole calls that were sent to their end, and are there once with all their windows
 * @param wrong what is amiss of others, one sentence a call
 */
record CallTally(int whole, List<String> wrong) {
  private static final long SAMPLES_PER_CALL = (long) Book.SAMPLES_PER_BODY * Book.BODIES_PER_CALL;

  /** A server looks every few seconds for what one that died had not derived half a minute ago. */
  private static final Duration DERIVED_WITHIN = Duration.ofMinutes(3);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /** What is there when all is right, or when it should be. */
  static CallTally awaited(ClusterRows rows, Book book) throws IOException {
    long end = System.nanoTime() + DERIVED_WITHIN.toNanos();
    CallTally tally = of(rows, book);
    while (!tally.wrong().isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      tally = of(rows, book);
    }
    return tally;
  }

  private static CallTally of(ClusterRows rows, Book book) throws IOException {
    Map<String, Found> calls = byContact(rows.calls());
    Map<String, Found> windows = byContact(rows.windows());
    List<String> wrong = new ArrayList<>();
    Set<String> whole = whole(book);
    for (String contact : whole) {
      Found call = calls.getOrDefault(contact, Found.NOTHING);
      Found ofWindows = windows.getOrDefault(contact, Found.NOTHING);
      if (call.documents() != 1
          || call.samples() != SAMPLES_PER_CALL
          || ofWindows.documents() != ofWindows.rows()
          || ofWindows.samples() != SAMPLES_PER_CALL) {
        wrong.add(contact + ": call " + call + ", windows " + ofWindows);
      }
    }
    return new CallTally(whole.size() - wrong.size(), wrong);
  }

  private static Set<String> whole(Book book) {
    return book.fates().entrySet().stream()
        .filter(body -> body.getValue() == Fate.ACKNOWLEDGED)
        .collect(Collectors.groupingBy(body -> Book.contact(body.getKey()), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(call -> call.getValue() == Book.BODIES_PER_CALL)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Map<String, Found> byContact(List<ClusterRows.Row> rows) {
    Map<String, Found> found = new HashMap<>();
    rows.forEach(row ->
        found.merge(row.contactId(), new Found(1, row.documents(), row.samples()), Found::and));
    return found;
  }

  /** Documents beyond the rows they stand for are there twice. */
  private record Found(long rows, long documents, long samples) {
    static final Found NOTHING = new Found(0, 0, 0);

    Found and(Found other) {
      return new Found(rows + other.rows, documents + other.documents, samples + other.samples);
    }
  }
}
