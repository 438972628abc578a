package io.linecheck.server.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the bodies of requests under way may take together. A body that does not fit any
 * more is refused rather than waited for: its sender keeps it. Safe for many threads.
 */
final class BodyMemory {
  private final long mostBytes;
  private final AtomicLong heldBytes = new AtomicLong();

  BodyMemory(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  Share share() {
    return new Share();
  }

  /** What one request holds; it gives all of it back when it is closed. Not thread-safe. */
  final class Share implements AutoCloseable {
    private long bytes;

    /** Takes more, or says that there is no more. */
    boolean grow(int more) {
      if (heldBytes.addAndGet(more) > mostBytes) {
        heldBytes.addAndGet(-more);
        return false;
      }
      bytes += more;
      return true;
    }

    @Override
    public void close() {
      heldBytes.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
