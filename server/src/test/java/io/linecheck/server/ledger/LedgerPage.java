package io.linecheck.server.ledger;

import java.util.List;
import java.util.Locale;

/**
 * The closed books of one bad day, in samples.
 *
 * @param refused answers that told the sender to keep it, each of a body of samples
 * @param unanswered connections that broke, likewise
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
    List<String> said) {

  static LedgerPage of(
      String name, int rounds, Book book, StoredBodies.Tally stored, List<String> said) {
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
        List.copyOf(said));
  }

  /** Nothing that was acknowledged is missing, nothing is there twice. */
  boolean closes() {
    return acknowledged > 0 && missing == 0 && twice == 0;
  }

  static String head() {
    return """
    | day | rounds | sent | acknowledged | refused at first | unanswered at first | found | missing | double |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- |\
    """;
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
        twice);
  }
}
