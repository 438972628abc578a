package io.linecheck.server.attributes;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredDocument;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of tables and of the walk that applies them. */
final class TableDocuments {
  private static final String COLLECTION = "attributes";
  private static final String WALK = "apply";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // A document of a newer version may be read after going back to this one.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final DocumentStore documents;

  TableDocuments(DocumentStore documents) {
    this.documents = documents;
  }

  /** A table and which version of it. */
  record Versioned(long version, StoredTable table) {}

  Optional<Versioned> table(TableKind kind) {
    return documents
        .find(COLLECTION, kind.word())
        .map(found ->
            new Versioned(found.version(), MAPPER.readValue(found.json(), StoredTable.class)));
  }

  /**
   * Puts a table in another's place.
   *
   * @throws StoreException {@code CONFLICT} if another version is there
   */
  long put(TableKind kind, StoredTable table, long expectedVersion) {
    return documents.put(
        COLLECTION, kind.word(), MAPPER.writeValueAsString(table), expectedVersion);
  }

  void remove(TableKind kind, long expectedVersion) {
    long present = table(kind).map(Versioned::version).orElse(0L);
    if (present != expectedVersion) {
      throw new StoreException(
          StoreException.Cause.CONFLICT,
          "the table of %s has version %d, expected %d"
              .formatted(kind.word(), present, expectedVersion));
    }
    documents.delete(COLLECTION, kind.word());
  }

  Optional<Application> walk() {
    return documents
        .find(COLLECTION, WALK)
        .map(found -> MAPPER.readValue(found.json(), Application.class));
  }

  /** Whatever is there: one process walks. */
  void put(Application walk) {
    long present = documents.find(COLLECTION, WALK).map(StoredDocument::version).orElse(0L);
    documents.put(COLLECTION, WALK, MAPPER.writeValueAsString(walk), present);
  }
}
