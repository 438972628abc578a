package io.linecheck.server.attributes;

import java.util.List;

/**
 * What a file says.
 *
 * @param format what kind of file it was taken for, in words
 * @param rows those that could be read
 * @param problems the first of those that keep the file from being put in force
 * @param warnings the first of those that do not
 */
record TableFile<R>(
    String format,
    List<R> rows,
    List<Remark> problems,
    int problemCount,
    List<Remark> warnings,
    int warningCount) {
  static <R> TableFile<R> of(String format, List<R> rows, Remarks problems, Remarks warnings) {
    return new TableFile<>(
        format,
        List.copyOf(rows),
        problems.first(),
        problems.count(),
        warnings.first(),
        warnings.count());
  }

  /** Refuses what has problems, or nothing in it. */
  List<R> sound() throws TableRefused {
    if (problemCount > 0) {
      Remark first = problems.getFirst();
      throw new TableRefused(
          "line %d: %s%s"
              .formatted(
                  first.line(),
                  first.message(),
                  problemCount == 1 ? "" : " (and %,d more problems)".formatted(problemCount - 1)));
    }
    if (rows.isEmpty()) {
      throw new TableRefused("the file has no rows; remove the table if that is what you want");
    }
    return rows;
  }
}
