package io.linecheck.simulator;

import io.linecheck.ingest.Route;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * One POST of one agent's page.
 *
 * @param due when a real page would send it
 * @param agent whose page it is
 * @param order requests of the same order are sent one after the other: those of one call
 * @param clientIp public address of the agent
 * @param content makes the body; the same bytes each time it is asked
 */
public record SimulatedRequest(
    Route route,
    Instant due,
    String agent,
    String order,
    String clientIp,
    Supplier<byte[]> content) {
  public byte[] body() {
    return content.get();
  }
}
