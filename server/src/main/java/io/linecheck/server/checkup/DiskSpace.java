package io.linecheck.server.checkup;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How much room there is for the data, and how long it lasts. */
final class DiskSpace implements Checkup.Examination {
  /** A checkpoint rewrites the write-ahead log: below this, writing is about to fail. */
  private static final long LEAST_BYTES = 256L << 20;

  private static final double LITTLE_SHARE = 0.10;
  private static final Duration SOON = Duration.ofDays(14);
  private static final Duration VERY_SOON = Duration.ofDays(1);
  private static final double STEADY_BYTES_PER_DAY = 1 << 20;
  private static final Duration FAR = Duration.ofDays(3650);
  private static final String ADVICE =
      "Make the disk larger, move the data directory, or keep less: retention-samples is what takes"
          + " most of the room.";

  private final Path data;
  private final @Nullable Growth growth;
  private final Clock clock;

  /** How large the store is, and was. */
  record Growth(LongSupplier bytes, DiskHistory history) {}

  /**
   * @param growth absent where no store is open
   */
  DiskSpace(Path data, @Nullable Growth growth, Clock clock) {
    this.data = data;
    this.growth = growth;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.DISK;
  }

  @Override
  public Check look() {
    Path place = existing(data.toAbsolutePath().normalize());
    try {
      FileStore disk = Files.getFileStore(place);
      return judge(place, disk).with(lines());
    } catch (IOException e) {
      return Check.failing(
          topic(),
          "The disk of " + place + " cannot be looked at: " + e.getMessage() + ".",
          "See whether it is mounted.");
    }
  }

  private Check judge(Path place, FileStore disk) throws IOException {
    if (disk.isReadOnly() || !Files.isWritable(place)) {
      return Check.failing(
          topic(),
          place + " cannot be written.",
          "Mount its file system for writing (a disk with errors turns read-only by itself: see the"
              + " kernel's log), or give the server's user the right to write.");
    }
    long free = disk.getUsableSpace();
    String room =
        "%s of %s are free for %s"
            .formatted(Words.bytes(free), Words.bytes(disk.getTotalSpace()), place);
    Duration left = left(free);
    if (free < LEAST_BYTES || left.compareTo(VERY_SOON) < 0) {
      return Check.failing(topic(), room + forecast(left) + ".", ADVICE);
    }
    boolean little = free < LITTLE_SHARE * disk.getTotalSpace();
    return little || left.compareTo(SOON) < 0
        ? Check.attention(topic(), room + forecast(left) + ".", ADVICE)
        : Check.ok(topic(), room + forecast(left) + ".");
  }

  private Duration left(long free) {
    double perDay = perDay().orElse(0);
    double days = perDay < STEADY_BYTES_PER_DAY ? FAR.toDays() : free / perDay;
    return days >= FAR.toDays() ? FAR : Duration.ofMinutes((long) (days * 24 * 60));
  }

  private String forecast(Duration left) {
    return left.equals(FAR)
        ? ""
        : ", enough for %s, until %s"
            .formatted(Words.span(left), Words.day(clock.instant().plus(left)));
  }

  private OptionalDouble perDay() {
    return growth == null ? OptionalDouble.empty() : growth.history().bytesPerDay();
  }

  private List<String> lines() {
    if (growth == null) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("Store: " + Words.bytes(growth.bytes().getAsLong()));
    Instant since = growth.history().since();
    OptionalDouble perDay = growth.history().bytesPerDay();
    if (perDay.isEmpty()) {
      lines.add("Growth: not known before it was watched for three hours");
    } else if (since != null) {
      lines.add(
          "Growth: %s a day, measured since %s; what retention frees later is not counted"
              .formatted(
                  perDay.getAsDouble() < STEADY_BYTES_PER_DAY
                      ? "less than 1 MiB"
                      : Words.bytes(Math.round(perDay.getAsDouble())),
                  Words.minute(since)));
    }
    return lines;
  }

  /** Where the directory would be made. */
  private static Path existing(Path path) {
    Path parent = path.getParent();
    return Files.exists(path) || parent == null ? path : existing(parent);
  }
}
