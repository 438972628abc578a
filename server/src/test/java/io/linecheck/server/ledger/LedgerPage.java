package io.linecheck.server.ledger;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;

/**
 * The closed books of one bad day, in samples.
 *
 * @param refused answers that told the sender to keep it, each of a body of samples
 * @param unanswered connections that broke, likewise
 * @param more what else was looked at
 * @param said what the server said of the fault, in its own words; empty where none is expected
 */
record LedgerPage(
    String name,
    int rounds,
    long sent,
    long acknowledged,
    long refused,
    long unanswered,
    long found,
    long missing,
    long twice,
    List<Column> more,
    List<String> said) {

  /**
   * What else was looked at on this day.
   *
   * @param good whether it is as it must be
   */
  record Column(String head, String text, boolean good) {}

  static LedgerPage of(
      String name,
      int rounds,
      Book book,
      StoredBodies.Tally stored,
      List<Column> more,
      List<String> said) {
    return new LedgerPage(
        name,
        rounds,
        (long) book.sent() * Book.SAMPLES_PER_BODY,
        (long) book.acknowledged() * Book.SAMPLES_PER_BODY,
        book.refusals() * Book.SAMPLES_PER_BODY,
        book.silences() * Book.SAMPLES_PER_BODY,
        stored.found(),
        stored.missing(),
        stored.twice(),
        List.copyOf(more),
        List.copyOf(said));
  }

  /** All that was acknowledged is there and nothing else, once, and nothing more is amiss. */
  boolean closes() {
    return acknowledged > 0
        && acknowledged == found
        && missing == 0
        && twice == 0
        && more.stream().allMatch(Column::good);
  }

  String head() {
    String names =
        "| day | rounds | sent | acknowledged | refused at first | unanswered at first | found | missing | double |"
            + more.stream().map(column -> " " + column.head() + " |").collect(joining());
    return names + "\n" + names.replaceAll("[^|]+", " --- ");
  }

  String row() {
    return String.format(
            Locale.ROOT,
            "| %s | %d | %,d | %,d | %,d | %,d | %,d | %,d | %,d |",
            name,
            rounds,
            sent,
            acknowledged,
            refused,
            unanswered,
            found,
            missing,
            twice)
        + more.stream().map(column -> " " + column.text() + " |").collect(joining());
  }
}
