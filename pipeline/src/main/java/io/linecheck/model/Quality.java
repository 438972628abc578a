package io.linecheck.model;

import java.util.Locale;

/** Class of a window or a call, best to worst; unclassified means "do not judge". */
public enum Quality {
  GOOD,
  FAIR,
  POOR,
  BAD,
  UNCLASSIFIED;

  /** As the API and the stores spell it. */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
