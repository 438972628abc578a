package io.linecheck.server.attributes;

import java.util.ArrayList;
import java.util.List;

/** What there is to say about the lines of a file: all of it counted, the first of it kept. */
final class Remarks {
  private static final int MOST_KEPT = 100;

  private final List<Remark> first = new ArrayList<>();
  private int count;

  void add(long line, String message) {
    count++;
    if (first.size() < MOST_KEPT) {
      first.add(new Remark(line, message));
    }
  }

  List<Remark> first() {
    return List.copyOf(first);
  }

  int count() {
    return count;
  }
}
