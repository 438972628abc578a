package io.linecheck.ingest;

import io.linecheck.store.Rejection;
import java.util.ArrayList;
import java.util.List;

/** The refused items of one request: the first few by name, all by number. */
final class Rejections {
  private final int listed;
  private final List<Rejection> first = new ArrayList<>(0);
  private int count;

  Rejections(int listed) {
    this.listed = listed;
  }

  void add(String path, String reason) {
    count++;
    if (first.size() < listed) {
      first.add(new Rejection(path, reason));
    }
  }

  int count() {
    return count;
  }

  List<Rejection> first() {
    return List.copyOf(first);
  }
}
