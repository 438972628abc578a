package io.linecheck.ingest;

import java.io.Serial;

/** A request of which nothing can be taken. The message goes to the sender. */
final class BadRequest extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  BadRequest(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
