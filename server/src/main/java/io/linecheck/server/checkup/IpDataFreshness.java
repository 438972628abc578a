package io.linecheck.server.checkup;

import io.linecheck.server.config.Shortened;
import io.linecheck.server.ipdata.IpDataFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Whether the files that tell operators and countries can be read and are not too old. */
final class IpDataFreshness implements Checkup.Examination {
  /** The sources bring out a new one each month or more often. */
  private static final Duration OLD = Duration.ofDays(60);

  private final Supplier<List<IpDataFile>> files;
  private final Clock clock;

  IpDataFreshness(Supplier<List<IpDataFile>> files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.IP_DATA;
  }

  @Override
  public Check look() {
    List<IpDataFile> all = files.get();
    if (all.isEmpty()) {
      return Check.ok(
          topic(),
          "No file is there: network operators and countries stay absent (docs/attributes.md).");
    }
    Instant now = clock.instant();
    List<String> lines = all.stream().map(file -> line(file, now)).toList();
    long broken = all.stream().filter(file -> file.problem() != null).count();
    if (broken > 0) {
      return Check.attention(
              topic(),
              Words.count(broken, "file") + " cannot be read.",
              "Put a whole file in its place; what it held before is used meanwhile, if the server"
                  + " had read it.")
          .with(lines);
    }
    long old = all.stream().filter(file -> isOld(file, now)).count();
    return old > 0
        ? Check.attention(
                topic(),
                Words.count(old, "file") + " older than " + OLD.toDays() + " days.",
                "Fetch a newer one and put it in its place: it is taken up within seconds. Addresses"
                    + " change hands, and calls are then told of the wrong operator.")
            .with(lines)
        : Check.ok(topic(), Words.count(all.size(), "file") + " in use.").with(lines);
  }

  private static boolean isOld(IpDataFile file, Instant now) {
    Long built = file.builtAt();
    return built != null && Instant.ofEpochMilli(built).plus(OLD).isBefore(now);
  }

  private static String line(IpDataFile file, Instant now) {
    String problem = file.problem();
    Long built = file.builtAt();
    return Shortened.of(file.name())
        + ": "
        + (problem != null
            ? Shortened.printable(problem)
            : built == null
                ? "of unknown age"
                : "built " + Words.ago(Instant.ofEpochMilli(built), now));
  }
}
