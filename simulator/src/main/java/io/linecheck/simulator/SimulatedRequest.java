package io.linecheck.simulator;

import io.linecheck.ingest.Route;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * One POST of one agent's page.
 *
 * @param due when a real page would send it
 * @param agent whose page it is; requests of one agent keep their order
 * @param clientIp public address of the agent
 * @param content makes the body; the same bytes each time it is asked
 */
public record SimulatedRequest(
    Route route, Instant due, String agent, String clientIp, Supplier<byte[]> content) {
  public byte[] body() {
    return content.get();
  }
}
