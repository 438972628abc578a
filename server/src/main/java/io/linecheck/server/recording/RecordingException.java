package io.linecheck.server.recording;

import java.io.Serial;

/**
 * A file is not a recording, or ends in the middle; the message says where and what was expected.
 */
public final class RecordingException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  RecordingException(String message) {
    super(message);
  }
}
