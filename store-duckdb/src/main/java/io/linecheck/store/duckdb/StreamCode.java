package io.linecheck.store.duckdb;

import io.linecheck.model.StreamType;

/** Directions as the tables' {@code stream} columns have them. */
final class StreamCode {
  private StreamCode() {}

  static byte of(StreamType stream) {
    return switch (stream) {
      case AUDIO_INPUT -> 0;
      case AUDIO_OUTPUT -> 1;
    };
  }

  static StreamType stream(int code) {
    return switch (code) {
      case 0 -> StreamType.AUDIO_INPUT;
      case 1 -> StreamType.AUDIO_OUTPUT;
      default -> throw new IllegalStateException("stream is " + code + ", expected 0 or 1");
    };
  }
}
