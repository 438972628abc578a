package io.linecheck.store;

import io.linecheck.model.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A store as the composition root sees it: writer, reader and lifecycle of one thing. */
public interface TelemetryStore extends TelemetryWriter, TelemetryReader, AutoCloseable {
  StoreHealth health();

  /**
   * What an operator must mend about what the store stands on, the worst first; empty if all is
   * well. Looks at it now, which can take seconds.
   */
  List<Trouble> troubles();

  /** How work with the cluster goes that keeps the data; absent of a store that needs none. */
  Optional<ClusterActivity> cluster();

  DocumentStore documents();

  AuditLog audit();

  PersonalData personalData();

  /**
   * Copies everything, as it is at one moment, to a new file that this kind of store can be
   * restored from; reading and writing go on meanwhile.
   *
   * @throws StoreException {@code BAD_QUESTION} if the file exists; no file is left behind
   */
  void backup(Path file);

  StoredAttributes attributes();

  /**
   * What is stored, for another store to take.
   *
   * @throws StoreException {@code BAD_QUESTION} if this kind of store does not hand it out
   */
  StoredBatches batches();

  /**
   * For calls that are known from another store alone.
   *
   * @throws StoreException {@code BAD_QUESTION} if this kind of store does not take them over
   */
  CallHistory history();

  /**
   * Turns documents into a Parquet file with a typed column for each field.
   *
   * @param ndjson documents as the API gives them, one a line
   * @param fields the columns, in their order; members of other names are left out
   * @param parquet the file, which must not exist
   */
  void toParquet(Path ndjson, List<Field> fields, Path parquet) throws IOException;

  /**
   * Removes what is older than the policy allows, then what is more; returns when it is gone.
   *
   * @return what went because of the size; empty if nothing did
   */
  Optional<SizeCut> applyRetention(RetentionPolicy policy);

  /** Finishes what was taken, refuses the rest, releases everything. */
  @Override
  void close();
}
