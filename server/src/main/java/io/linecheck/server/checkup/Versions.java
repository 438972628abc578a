package io.linecheck.server.checkup;

import io.linecheck.server.Version;
import io.linecheck.store.StoreHealth;
import java.util.Optional;
import java.util.function.Supplier;

/** What runs here. */
final class Versions implements Checkup.Examination {
  private final Supplier<Optional<StoreHealth>> store;

  /**
   * @param store absent if none is open
   */
  Versions(Supplier<Optional<StoreHealth>> store) {
    this.store = store;
  }

  @Override
  public Topic topic() {
    return Topic.VERSIONS;
  }

  @Override
  public Check look() {
    String programs =
        "Linecheck %s, Java %s (%s), %s %s"
            .formatted(
                Version.current(),
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("os.name"),
                System.getProperty("os.version"));
    return Check.ok(
        topic(),
        store
            .get()
            .map(StoreHealth::activity)
            .map(activity ->
                "%s, %s, schema version %d."
                    .formatted(programs, activity.engine(), activity.schemaVersion()))
            .orElse(programs + "."));
  }
}
