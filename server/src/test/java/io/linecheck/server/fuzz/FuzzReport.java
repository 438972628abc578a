package io.linecheck.server.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How it went.
 *
 * @param statuses answers by status
 * @param failures those with 5xx other than 503, with their bodies
 * @param itemsAnswered items of telemetry by what the answers said
 * @param itemsCounted items by the server's metrics: each in exactly one outcome
 * @param heapMebibytes live heap after each tenth
 * @param slowest the longest answer, with the beginning of its body
 */
record FuzzReport(
    int bodies,
    long seed,
    double seconds,
    Map<Integer, Long> statuses,
    List<String> failures,
    long neighboursSent,
    long neighboursStored,
    long itemsAnswered,
    long itemsCounted,
    List<Long> heapMebibytes,
    String slowest) {

  /** From when the caches have begun to fill. */
  long heapGrowthBytes() {
    return (heapMebibytes.getLast() - heapMebibytes.getFirst()) << 20;
  }

  String table() {
    return String.format(
        Locale.ROOT,
        """
        | fuzz, seed %d | |
        |---|---|
        | mutated bodies | %,d in %.0f s |
        | answers by status | %s |
        | 5xx other than 503 | %d |
        | good items among them: sent, stored | %,d, %,d |
        | items answered, counted | %,d, %,d |
        | live heap after each tenth, MiB | %s |
        | slowest answer | %s |
        """,
        seed,
        bodies,
        seconds,
        statuses,
        failures.size(),
        neighboursSent,
        neighboursStored,
        itemsAnswered,
        itemsCounted,
        heapMebibytes,
        slowest);
  }
}
