package io.linecheck.server.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Where the certificate and its private key are, both PEM.
 *
 * @param certificate the server's own certificate first, then those between it and the root
 */
public record TlsFiles(Path certificate, Path key) {
  private static final int MOST_BYTES = 1 << 20;

  /** What both files say at one moment. */
  record Content(String certificate, String key) {
    @Override
    public String toString() {
      return "Content[…]";
    }
  }

  /**
   * When the certificate in the file expires.
   *
   * @throws TlsException if a server could not use the files
   */
  public Instant validUntil() throws TlsException {
    return TlsIdentity.of(this).validUntil();
  }

  Content read() throws TlsException {
    return new Content(read("tls-certificate", certificate), read("tls-key", key));
  }

  private static String read(String setting, Path file) throws TlsException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new TlsException(
            "%s %s: it is larger than %d bytes".formatted(setting, file, MOST_BYTES));
      }
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new TlsException("%s %s: there is no such file".formatted(setting, file));
    } catch (IOException e) {
      throw new TlsException("%s %s: it cannot be read".formatted(setting, file));
    }
  }
}
