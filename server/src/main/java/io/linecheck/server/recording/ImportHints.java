package io.linecheck.server.recording;

import org.jspecify.annotations.Nullable;

/**
 * What a file does not say of itself and whoever imports it knows.
 *
 * @param contactId the contact, where the file holds one call and names none
 */
public record ImportHints(@Nullable String agent, @Nullable String contactId) {
  public static final ImportHints NONE = new ImportHints(null, null);

  String agentOr(String otherwise) {
    return agent == null ? otherwise : agent;
  }
}
