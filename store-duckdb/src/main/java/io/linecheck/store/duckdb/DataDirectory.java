package io.linecheck.store.duckdb;

import io.linecheck.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The store's directory, held by one opener at a time.
 *
 * <p>DuckDB itself locks its file against other processes only: a second opener in the same JVM
 * would silently share the database. Hence a lock file, which refuses both.
 */
final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "linecheck.lock";
  private static final String DATABASE = "linecheck.duckdb";

  private final Path directory;
  private final FileChannel channel;
  private final @Nullable FileTime held;

  private DataDirectory(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
    this.held = touchedAt(directory.resolve(LOCK));
  }

  static DataDirectory hold(Path directory) {
    FileChannel channel = null;
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        touch(directory.resolve(LOCK));
        throw new StoreException(
            StoreException.Cause.UNAVAILABLE,
            "data directory "
                + directory
                + " is in use by another Linecheck: stop that one, or choose another directory");
      }
      return new DataDirectory(directory, channel);
    } catch (IOException e) {
      close(channel);
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE,
          "data directory " + directory + " cannot be used: " + e,
          e);
    }
  }

  Path database() {
    return directory.resolve(DATABASE);
  }

  /** The database and its write-ahead log. */
  long bytes() {
    return size(database()) + walBytes();
  }

  long walBytes() {
    return size(directory.resolve(DATABASE + ".wal"));
  }

  /** When another opener was last refused; absent if none was since this one holds it. */
  @Nullable Instant otherRefusedAt() {
    FileTime touched = touchedAt(directory.resolve(LOCK));
    return touched == null || touched.equals(held) ? null : touched.toInstant();
  }

  @Override
  public void close() {
    close(channel);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  /** Tells the holder that somebody else came. */
  private static void touch(Path lock) {
    try {
      Files.setLastModifiedTime(lock, FileTime.from(Instant.now()));
    } catch (IOException _) {
      // Then the holder is not told; whoever was refused is.
    }
  }

  private static @Nullable FileTime touchedAt(Path lock) {
    try {
      return Files.getLastModifiedTime(lock);
    } catch (IOException _) {
      return null;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException _) {
      return 0;
    }
  }

  private static void close(@Nullable FileChannel channel) {
    if (channel == null) {
      return;
    }
    try {
      channel.close();
    } catch (IOException _) {
      // The lock goes with the process at the latest.
    }
  }
}
