package io.linecheck.server.checkup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;

/** What lies in the data directory while no server holds it. */
final class DataAtRest implements Checkup.Examination {
  private final Path data;
  private final Clock clock;

  DataAtRest(Path data, Clock clock) {
    this.data = data;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.DATA_DIRECTORY;
  }

  @Override
  public Check look() {
    Path place = data.toAbsolutePath().normalize();
    if (!Files.exists(place)) {
      return Check.attention(
          topic(),
          place + " does not exist; the first start makes it.",
          "If there should be data, see whether --data names the right directory.");
    }
    try (Stream<Path> files = Files.list(place)) {
      long bytes = files.filter(Files::isRegularFile).mapToLong(DataAtRest::size).sum();
      return Check.ok(
          topic(),
          "%s holds %s, last changed %s."
              .formatted(
                  place,
                  Words.bytes(bytes),
                  Words.ago(Files.getLastModifiedTime(place).toInstant(), clock.instant())));
    } catch (IOException e) {
      return Check.failing(
          topic(),
          place + " cannot be read: " + e.getMessage() + ".",
          "Run this as the user that the server runs as, or mend the directory's permissions.");
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }
}
