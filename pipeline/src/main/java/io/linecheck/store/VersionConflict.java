package io.linecheck.store;

/** How a change of a document is refused that somebody else has changed meanwhile. */
public final class VersionConflict {
  /** The version of a document that does not exist. */
  public static final long NONE = 0;

  private VersionConflict() {}

  public static StoreException of(String collection, String id, long present, long expected) {
    return new StoreException(
        StoreException.Cause.CONFLICT,
        "document '%s' of %s %s, expected %s"
            .formatted(BadQuestion.shortened(id), collection, state(present), state(expected)));
  }

  private static String state(long version) {
    return version == NONE ? "does not exist" : "has version " + version;
  }
}
