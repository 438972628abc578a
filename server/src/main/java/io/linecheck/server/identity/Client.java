package io.linecheck.server.identity;

import org.jspecify.annotations.Nullable;

/** Where a request comes from, as far as it says so. */
public record Client(String address, @Nullable String userAgent) {
  private static final int MOST_USER_AGENT = 200;

  public Client {
    if (userAgent != null) {
      String printable = userAgent.replaceAll("\\p{Cntrl}", "\uFFFD");
      userAgent =
          printable.length() <= MOST_USER_AGENT
              ? printable
              : printable.substring(0, MOST_USER_AGENT) + "…";
    }
  }
}
