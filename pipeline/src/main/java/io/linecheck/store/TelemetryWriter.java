package io.linecheck.store;

/** Takes batches. Safe for many threads. */
public interface TelemetryWriter {
  /**
   * Stores a batch and returns when it is durable. Items stored before, by batch id or by natural
   * key, are recognised and stored once: a sample by (contactId, agent, stream, timestamp), a
   * report by (contactId, agent, timestamp), an event by (contactId, agent, kind, timestamp), an
   * API metric by (agent, name, timestamp).
   *
   * @throws StoreException if nothing was taken; {@link StoreException.Cause#OVERLOADED} asks the
   *     sender to come back later
   */
  WriteReceipt write(TelemetryBatch batch);
}
