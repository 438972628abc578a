package io.linecheck.server.signon;

import java.io.Serial;
import java.util.Locale;

/** Nobody was signed on. The message is for the log and names no secret. */
public final class SignOnRefused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why not, as far as the person needs to know. */
  public enum Reason {
    /** The provider does not answer, or what it answers makes no sense. */
    UNAVAILABLE,
    /** Begun too long ago, in another browser, or finished already. */
    EXPIRED,
    /** The provider let nobody in: the person gave up, or may not. */
    DENIED,
    /** Something is not what an honest provider and browser send. */
    INVALID,
    /** The person's e-mail address is of no allowed domain, or not confirmed. */
    DOMAIN,
    /** None of the person's groups has a role. */
    NO_ROLE,
    /** The person has no account, and gets none. */
    NO_ACCOUNT,
    /** An administrator has switched the account off. */
    DISABLED;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final int LONGEST = 300;

  private final Reason reason;

  public SignOnRefused(Reason reason, String message) {
    super(legible(message), null, false, false);
    this.reason = reason;
  }

  /** Providers and browsers have a say in what stands there. */
  private static String legible(String message) {
    String onOneLine = message.replaceAll("\\p{Cntrl}", "\uFFFD");
    return onOneLine.length() <= LONGEST ? onOneLine : onOneLine.substring(0, LONGEST) + "…";
  }

  public Reason reason() {
    return reason;
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
