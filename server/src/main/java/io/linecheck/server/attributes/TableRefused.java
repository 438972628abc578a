package io.linecheck.server.attributes;

import java.io.Serial;

/** A file cannot be put in force, for a reason its sender can mend. */
public final class TableRefused extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  TableRefused(String sentence) {
    super(sentence);
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }
}
