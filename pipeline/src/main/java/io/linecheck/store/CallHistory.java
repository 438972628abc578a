package io.linecheck.store;

import io.linecheck.model.Dataset;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Takes over calls whose samples are gone, as another store shows them: nothing about them can be
 * derived any more.
 */
public interface CallHistory {
  /**
   * From now on nothing is derived from samples of before a moment: there are none.
   *
   * @param moment no earlier than one that was given before
   */
  void samplesBegin(Instant moment);

  /**
   * Stores documents and returns when they are durable. Those that are there already stay as they
   * are.
   *
   * @param dataset windows, calls, reports or events
   * @param documents as a {@link TelemetryReader} shows them
   */
  WriteReceipt add(Dataset dataset, List<Map<String, Object>> documents);
}
