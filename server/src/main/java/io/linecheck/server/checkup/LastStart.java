package io.linecheck.server.checkup;

import io.linecheck.server.config.Shortened;
import java.nio.file.Path;
import java.time.Clock;

/** Whether a server could be started the last time. */
final class LastStart implements Checkup.Examination {
  private final Path data;
  private final Clock clock;

  LastStart(Path data, Clock clock) {
    this.data = data;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.LAST_START;
  }

  @Override
  public Check look() {
    return FailedStart.in(data)
        .map(failed ->
            Check.failing(
                topic(),
                "It failed %s: %s"
                    .formatted(
                        Words.ago(failed.at(), clock.instant()),
                        Shortened.printable(failed.reason())),
                "Do what it says, then start the server again."))
        .orElseGet(() -> Check.ok(topic(), "No start is known to have failed."));
  }
}
