package io.linecheck.server.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a role may allow. */
public enum Permission {
  /** Dashboards and calls in scope. */
  ASK,
  /** Raw documents. */
  EXPLORE,
  /** Addresses and servers of the network. */
  NETWORK,
  /** Taking data out. */
  EXPORT,
  /** Accounts, tokens, settings. */
  MANAGE,
  /** The name behind a pseudonym. */
  REVEAL,
  /** Who did what. */
  AUDIT,
  /** The server's own metrics and its health in full. */
  SCRAPE,
  /** Whether the server works, what it refuses and what to do about it. */
  OPERATE;

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
