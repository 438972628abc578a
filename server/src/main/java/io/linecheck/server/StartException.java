package io.linecheck.server;

import java.io.Serial;

/** The server could not start; the message says why and what to do. */
public final class StartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
