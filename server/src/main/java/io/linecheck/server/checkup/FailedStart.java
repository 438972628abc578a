package io.linecheck.server.checkup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why a server did not start, kept in the data directory for {@code linecheck doctor}: where a
 * service manager starts it again and again, the sentence is otherwise far up in a log.
 */
public record FailedStart(Instant at, String reason) {
  private static final Logger log = LoggerFactory.getLogger(FailedStart.class);
  private static final String NAME = "start-failed.txt";
  private static final int MOST = 2_000;

  /** A directory that cannot be written is often the reason itself: then nothing is kept. */
  public static void note(Path data, String reason) {
    try {
      Files.writeString(data.resolve(NAME), reason);
    } catch (IOException e) {
      log.debug("why the start failed could not be kept", e);
    }
  }

  public static void forget(Path data) {
    try {
      Files.deleteIfExists(data.resolve(NAME));
    } catch (IOException e) {
      log.debug("why an earlier start failed could not be removed", e);
    }
  }

  static Optional<FailedStart> in(Path data) {
    Path file = data.resolve(NAME);
    try {
      String reason = Files.readString(file);
      return Optional.of(
          new FailedStart(
              Files.getLastModifiedTime(file).toInstant(),
              reason.length() <= MOST ? reason : reason.substring(0, MOST) + "…"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
