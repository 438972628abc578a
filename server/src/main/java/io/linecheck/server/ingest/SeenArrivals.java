package io.linecheck.server.ingest;

import io.linecheck.model.CallAttribute;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.TelemetryWriter;
import io.linecheck.store.WriteReceipt;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From where telemetry was stored since the server started. Safe for many threads. */
public final class SeenArrivals {
  /**
   * One way by which telemetry comes.
   *
   * @param source {@code connect-events}, {@code peer-connection}, …; absent if it is not told
   * @param origin of the page; absent if no page sent it
   * @param items new ones; what had been stored before does not count
   */
  public record Arrival(
      @Nullable String source, @Nullable String origin, Instant lastAt, long items) {}

  private record Way(@Nullable String source, @Nullable String origin) {}

  private static final int MOST = 50;

  private final Map<Way, Arrival> arrivals = new LastSeen<>(MOST);

  /** The same writer, what it stores noted. */
  public TelemetryWriter noting(TelemetryWriter writer) {
    return batch -> {
      WriteReceipt receipt = writer.write(batch);
      if (!receipt.repeated() && receipt.accepted() > 0) {
        note(batch, receipt.accepted());
      }
      return receipt;
    };
  }

  /** The last one first. */
  public synchronized List<Arrival> all() {
    return arrivals.values().stream()
        .sorted(Comparator.comparing(Arrival::lastAt).reversed())
        .toList();
  }

  private synchronized void note(TelemetryBatch batch, int items) {
    Way way =
        new Way(
            batch.context().get(CallAttribute.SOURCE), batch.context().get(CallAttribute.ORIGIN));
    Arrival before = arrivals.get(way);
    arrivals.put(
        way,
        new Arrival(
            way.source,
            way.origin,
            batch.receivedAt(),
            items + (before == null ? 0 : before.items())));
  }
}
