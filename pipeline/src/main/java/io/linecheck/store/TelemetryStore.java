package io.linecheck.store;

/** A store as the composition root sees it: writer, reader and lifecycle of one thing. */
public interface TelemetryStore extends TelemetryWriter, TelemetryReader, AutoCloseable {
  StoreHealth health();

  DocumentStore documents();

  AuditLog audit();

  PersonalData personalData();

  /** Removes what is older than the policy allows; returns when it is gone. */
  void applyRetention(RetentionPolicy policy);

  /** Finishes what was taken, refuses the rest, releases everything. */
  @Override
  void close();
}
