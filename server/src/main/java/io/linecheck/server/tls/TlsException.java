package io.linecheck.server.tls;

import java.io.Serial;

/** The files do not make a certificate to serve with; the message says which and why. */
public final class TlsException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Takes no cause: parsers quote what they could not read, and it may be the key. */
  TlsException(String message) {
    super(message);
  }
}
