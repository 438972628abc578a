package io.linecheck.server.identity;

import java.io.Serial;

/** What is asked of identity cannot be done; the message is a sentence for whoever asked. */
public final class IdentityException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Reason {
    /** What was given is not acceptable. */
    INVALID,
    /** It is not there, or no longer. */
    UNKNOWN,
    /** It contradicts what is there. */
    CONFLICT,
    /** What was proved is not enough. */
    REFUSED
  }

  private final Reason reason;

  IdentityException(Reason reason, String sentence) {
    super(sentence, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
