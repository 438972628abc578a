package io.linecheck.store.duckdb;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;

import io.linecheck.store.StoreException;
import io.linecheck.testkit.Telemetry;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process to be killed: writes batches from some threads and prints the number of each that was
 * acknowledged, until it is killed or the disk is full; then tries once more with room made. Batch
 * {@code n} holds {@link #SAMPLES} samples of call {@code n % CALLS}.
 */
final class CrashWriter {
  static final int SAMPLES = 12;
  static final int CALLS = 40;
  private static final int THREADS = 8;

  private CrashWriter() {}

  /**
   * Writes until it is killed.
   *
   * @param args directory, first batch's number, and the bytes a file may grow to or nothing
   */
  public static void main(String[] args) {
    DuckDbStore store = DuckDbStore.open(TestConfig.of(Path.of(args[0])));
    if (!args[2].isEmpty()) {
      limitFiles(Long.parseLong(args[2]));
    }
    int first = Integer.parseInt(args[1]);
    int last = writeUntilRefused(store, first);
    limitFiles(Long.MAX_VALUE);
    // Numbers beyond those that other threads may have been refused with.
    int afterwards = last + THREADS;
    store.write(batch(afterwards).batch());
    System.out.println("recovered " + afterwards);
    store.close();
  }

  /** Returns the highest number tried. */
  private static int writeUntilRefused(DuckDbStore store, int first) {
    AtomicInteger last = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      for (int thread = 0; thread < THREADS; thread++) {
        int offset = thread;
        threads.execute(() -> last.accumulateAndGet(write(store, first + offset), Math::max));
      }
    }
    return last.get();
  }

  static Telemetry batch(int number) {
    int call = number % CALLS;
    int part = number / CALLS;
    return Telemetry.of("contact " + call, "agent " + call % 7)
        .id(new UUID(0x4000, number))
        .queue("queue " + call % 3)
        .seconds(AUDIO_INPUT, at(part * SAMPLES), SAMPLES, lost(1), received(49));
  }

  private static int write(DuckDbStore store, int first) {
    for (int number = first; ; number += THREADS) {
      try {
        store.write(batch(number).batch());
      } catch (StoreException e) {
        System.out.println("refused " + e.kind());
        return number;
      }
      synchronized (System.out) {
        System.out.println(number);
        System.out.flush();
      }
    }
  }

  /** Makes the disk seem full, or not: {@code setrlimit(RLIMIT_FSIZE, …)}, the soft limit. */
  @SuppressWarnings("restricted")
  private static void limitFiles(long bytes) {
    int fileSize = 1;
    Linker linker = Linker.nativeLinker();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limit = arena.allocate(ValueLayout.JAVA_LONG, 2);
      limit.setAtIndex(ValueLayout.JAVA_LONG, 0, bytes);
      limit.setAtIndex(ValueLayout.JAVA_LONG, 1, Long.MAX_VALUE);
      int failed =
          (int)
              linker
                  .downcallHandle(
                      linker.defaultLookup().findOrThrow("setrlimit"),
                      FunctionDescriptor.of(
                          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS))
                  .invokeExact(fileSize, limit);
      if (failed != 0) {
        throw new IllegalStateException("setrlimit failed");
      }
    } catch (Throwable e) {
      throw new IllegalStateException("no limit could be set", e);
    }
  }
}
