package io.linecheck.server.api;

import java.io.Serial;

/** A question that is not understood. The message names the member, its value and what it wants. */
public final class BadQuestionException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  BadQuestionException(String sentence) {
    super(sentence, null, false, false);
  }

  static BadQuestionException expected(String path, String value, String expectation) {
    return new BadQuestionException(path + ": " + value + " is not valid, expected " + expectation);
  }
}
