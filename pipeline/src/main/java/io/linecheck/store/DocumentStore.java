package io.linecheck.store;

import java.util.List;
import java.util.Optional;

/**
 * Named JSON documents with versions: accounts, sessions, tokens, keys. Small things, thousands
 * rather than millions, each read and replaced as a whole. Safe for many threads; whoever reads
 * after a write returned sees it.
 *
 * <p>A collection exists as soon as something is put into it. Texts are kept as they are given: the
 * store neither parses nor reformats them.
 */
public interface DocumentStore {
  /** Collections of this beginning are a store's own: who copies documents leaves them alone. */
  String OWN = "linecheck.";

  Optional<StoredDocument> find(String collection, String id);

  /** The names of all collections that have a document, by name. */
  List<String> collections();

  /** All of a collection, by id. */
  List<StoredDocument> list(String collection);

  /**
   * Makes or replaces a document; returns its new version once that is durable. A version is higher
   * than every one the same id had before, also if it was deleted in between, so that a reader's
   * old version never matches a document made anew.
   *
   * @param expectedVersion the version that is to be replaced; zero if the document must not exist
   * @throws StoreException {@link StoreException.Cause#CONFLICT} if the document has another
   *     version, exists against expectation or does not exist; nothing was changed
   */
  long put(String collection, String id, String json, long expectedVersion);

  /** Removes a document for good; returns whether there was one. */
  boolean delete(String collection, String id);
}
