package io.linecheck.model;

import java.util.Optional;

/** Direction of an audio stream, in Connect's words, as seen from the agent's browser. */
public enum StreamType {
  /** Inbound RTP: what the agent hears. */
  AUDIO_INPUT("audio_input"),
  /** Outbound RTP: what the agent sends, and the customer hears. */
  AUDIO_OUTPUT("audio_output");

  private final String wireName;

  StreamType(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  public static Optional<StreamType> ofWireName(String name) {
    for (StreamType type : values()) {
      if (type.wireName.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
