package io.linecheck.store.opensearch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates of an authority of one's own. */
final class Authority {
  private Authority() {}

  /** A context that trusts what these certificates signed, and nothing else. */
  static SSLContext trusting(Path pem) {
    try (InputStream file = Files.newInputStream(pem)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
        trusted.setCertificateEntry("authority-" + number++, one);
      }
      if (number == 0) {
        throw unusable(pem, "it holds no certificate", null);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw unusable(pem, String.valueOf(e.getMessage()), e);
    }
  }

  private static IllegalArgumentException unusable(
      Path pem, String why, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "%s cannot be used as certificates of an authority (%s), expected PEM".formatted(pem, why),
        cause);
  }
}
