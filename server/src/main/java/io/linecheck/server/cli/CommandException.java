package io.linecheck.server.cli;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A command cannot do what it was told; the message says why. */
final class CommandException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  CommandException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
