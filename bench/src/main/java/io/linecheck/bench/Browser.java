package io.linecheck.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks as a browser does, and how long that takes. */
final class Browser {
  /** To one server over HTTP/1.1. */
  private static final int CONNECTIONS = 6;

  private Browser() {}

  interface Use<T> {
    void of(T item) throws IOException, InterruptedException;
  }

  /** What a page asks when it opens. */
  static <T> void atOnce(List<T> items, Use<T> use)
      throws InterruptedException, ExecutionException {
    try (ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<?>> answers = new ArrayList<>();
      for (T item : items) {
        answers.add(
            connections.submit(() -> {
              use.of(item);
              return item;
            }));
      }
      for (Future<?> answer : answers) {
        answer.get();
      }
    }
  }

  interface Timed {
    void run() throws IOException, InterruptedException, ExecutionException;
  }

  /** After one turn that warms caches up. */
  static double medianMillis(int turns, Timed timed)
      throws IOException, InterruptedException, ExecutionException {
    timed.run();
    List<Double> millis = new ArrayList<>();
    for (int turn = 0; turn < turns; turn++) {
      long start = System.nanoTime();
      timed.run();
      millis.add((System.nanoTime() - start) / 1e6);
    }
    millis.sort(null);
    return millis.get(turns / 2);
  }
}
