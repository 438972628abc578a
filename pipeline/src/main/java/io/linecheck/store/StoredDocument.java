package io.linecheck.store;

/**
 * A document as it is stored.
 *
 * @param version at least 1; what {@link DocumentStore#put} expects of who replaces it
 */
public record StoredDocument(String id, long version, String json) {
  /** Without the content, which may be secret. */
  @Override
  public String toString() {
    return "document " + id + ", version " + version;
  }
}
