package io.linecheck.store;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store could not do what it was asked, for a reason the caller can act on. */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Whose turn it is. */
  public enum Cause {
    /** More came than the store takes: try again later. */
    OVERLOADED,
    /** The store cannot be reached or is closing: try again later. */
    UNAVAILABLE,
    /** The question asks for more than may be answered: narrow it. */
    TOO_EXPENSIVE,
    /** The question names something that does not exist or does not fit: correct it. */
    BAD_QUESTION,
    /** The question names what this reader may not see. */
    FORBIDDEN,
    /** Somebody else changed it meanwhile: read it again. */
    CONFLICT,
    /** The data is damaged or the store is broken: see the message. */
    BROKEN
  }

  private final Cause kind;
  private final transient @Nullable Trouble trouble;

  public StoreException(Cause kind, String message, @Nullable Throwable cause) {
    this(kind, message, null, cause);
  }

  /** What the operator must mend is the reason. */
  public StoreException(Cause kind, Trouble trouble, @Nullable Throwable cause) {
    this(kind, trouble.sentence(), trouble, cause);
  }

  private StoreException(
      Cause kind, String message, @Nullable Trouble trouble, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.trouble = trouble;
  }

  public StoreException(Cause kind, String message) {
    this(kind, message, null);
  }

  /** The same refusal for another thread, since one answers many that wait. */
  public StoreException again() {
    return new StoreException(kind, String.valueOf(getMessage()), trouble, this);
  }

  public Cause kind() {
    return kind;
  }

  /** What the operator must mend; empty where time or the asker mends it. */
  public Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }
}
