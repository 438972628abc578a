package io.linecheck.store.duckdb;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;

import io.linecheck.store.StoreException;
import io.linecheck.testkit.Telemetry;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process to be killed: writes batches from some threads and prints the number of each that was
 * acknowledged. Batch {@code n} holds {@link #SAMPLES} samples of call {@code n % CALLS}.
 */
final class CrashWriter {
  static final int SAMPLES = 12;
  static final int CALLS = 40;
  private static final int THREADS = 8;

  private CrashWriter() {}

  /**
   * @param args directory, first batch's number
   */
  public static void main(String[] args) {
    DuckDbStore store = DuckDbStore.open(TestConfig.of(Path.of(args[0])));
    int first = Integer.parseInt(args[1]);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int thread = 0; thread < THREADS; thread++) {
        int offset = thread;
        threads.execute(() -> write(store, first + offset));
      }
    }
  }

  static Telemetry batch(int number) {
    int call = number % CALLS;
    int part = number / CALLS;
    return Telemetry.of("contact " + call, "agent " + call % 7)
        .id(new UUID(0x4000, number))
        .queue("queue " + call % 3)
        .seconds(AUDIO_INPUT, at(part * SAMPLES), SAMPLES, lost(1), received(49));
  }

  private static void write(DuckDbStore store, int first) {
    for (int number = first; ; number += THREADS) {
      try {
        store.write(batch(number).batch());
      } catch (StoreException e) {
        System.out.println("refused " + e.kind());
        return;
      }
      synchronized (System.out) {
        System.out.println(number);
        System.out.flush();
      }
    }
  }
}
