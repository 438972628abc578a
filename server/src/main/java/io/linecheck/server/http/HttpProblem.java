package io.linecheck.server.http;

import java.io.Serial;

/** An answer other than success, in one sentence for whoever asked. */
final class HttpProblem extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  HttpProblem(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
