package io.linecheck.store.duckdb;

import io.linecheck.store.StoreException;
import io.linecheck.store.Waits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last acknowledged {@link CommitPosition}, kept in a file beside the database.
 *
 * <p>DuckDB takes a write-ahead log that ends early, or whose middle is damaged, for one that a
 * crash cut short: it opens without what follows and says nothing. Only something outside the
 * database can tell. The order is: COMMIT, which forces the log to disk; then the mark; then the
 * acknowledgement. So the mark never claims what is not stored, and whoever is killed between the
 * two leaves a mark that is one group behind, of which nobody was told.
 *
 * <p>The mark is one write of 32 bytes to a place that exists, without an fsync of its own: it
 * survives the process as soon as it is written. It is forced to disk once a second beside the
 * commits; after a power cut it may be a second behind, which accuses nobody, and the data is
 * covered by the log's own fsync. Safe for many threads.
 */
final class CommitMark implements AutoCloseable {
  static final String FILE = "linecheck.mark";

  private static final Logger LOG = LoggerFactory.getLogger(CommitMark.class);

  /** "LCMARK" and the version of this form. */
  private static final long MAGIC = 0x4C43_4D41_524B_0001L;

  private static final int SUMMED = 3 * Long.BYTES;
  private static final int BYTES = 4 * Long.BYTES;

  /** What stands beside a database that is about to be opened. */
  sealed interface Found {}

  record Marked(CommitPosition position) implements Found {}

  /** A new directory, one of a version without marks, or a restored one. */
  record Absent() implements Found {}

  record Unreadable(String why) implements Found {}

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES);
  private final ScheduledExecutorService forcing =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("linecheck-mark").factory());
  private CommitPosition position;
  private volatile boolean unforced;

  private CommitMark(Path file, FileChannel channel, CommitPosition position) {
    this.file = file;
    this.channel = channel;
    this.position = position;
  }

  static Found read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      return parse(ByteBuffer.wrap(Files.readAllBytes(file)));
    } catch (NoSuchFileException _) {
      return new Absent();
    } catch (IOException e) {
      return new Unreadable(e.toString());
    }
  }

  /** Replaces what is there. */
  static CommitMark begin(Path directory, CommitPosition position) {
    Path file = directory.resolve(FILE);
    try {
      CommitMark mark =
          new CommitMark(
              file,
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              position);
      mark.channel.truncate(BYTES);
      mark.write(position);
      mark.channel.force(true);
      mark.unforced = false;
      var _ = mark.forcing.scheduleWithFixedDelay(mark::force, 1, 1, TimeUnit.SECONDS);
      return mark;
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE, file + " cannot be written: " + e, e);
    }
  }

  /**
   * Notes that batches up to this one are stored, unless it says so already.
   *
   * @throws StoreException {@code UNAVAILABLE} if it cannot be noted; they must not be acknowledged
   */
  synchronized void batches(long number) {
    if (number > position.batches()) {
      advance(new CommitPosition(number, position.changes()));
    }
  }

  /** As {@link #batches}, of documents and the audit log. */
  synchronized void changes(long number) {
    if (number > position.changes()) {
      advance(new CommitPosition(position.batches(), number));
    }
  }

  private void advance(CommitPosition reached) {
    try {
      write(reached);
    } catch (IOException e) {
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE,
          "what was stored could not be noted in " + file + ": " + e + "; send it again",
          e);
    }
    position = reached;
    unforced = true;
  }

  private void write(CommitPosition reached) throws IOException {
    buffer.clear().putLong(MAGIC).putLong(reached.batches()).putLong(reached.changes());
    buffer.putLong(sum(buffer)).flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer, buffer.position());
    }
  }

  private static Found parse(ByteBuffer bytes) {
    if (bytes.remaining() != BYTES) {
      return new Unreadable("it has " + bytes.remaining() + " bytes, expected " + BYTES);
    }
    boolean whole = bytes.getLong(0) == MAGIC && bytes.getLong(SUMMED) == sum(bytes);
    return whole
        ? new Marked(new CommitPosition(bytes.getLong(Long.BYTES), bytes.getLong(2 * Long.BYTES)))
        : new Unreadable("its checksum does not match");
  }

  private static long sum(ByteBuffer bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes.duplicate().clear().limit(SUMMED));
    return sum.getValue();
  }

  private void force() {
    if (unforced) {
      unforced = false;
      try {
        channel.force(false);
      } catch (IOException e) {
        unforced = true;
        LOG.warn("{} could not be forced to disk: {}", file, e.toString());
      }
    }
  }

  @Override
  public void close() {
    forcing.shutdown();
    Waits.uninterrupted(() -> forcing.awaitTermination(1, TimeUnit.MINUTES));
    force();
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("{} did not close", file, e);
    }
  }
}
