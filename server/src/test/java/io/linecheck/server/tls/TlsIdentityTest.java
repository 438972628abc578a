package io.linecheck.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIdentityTest {
  @TempDir Path folder = Path.of("");

  private final TestCertificate certificate = TestCertificate.named("quality.example.com");

  @Test
  void aCertificateAndItsKey() throws TlsException {
    TlsFiles files = certificate.writeTo(folder);

    TlsIdentity identity = TlsIdentity.of(files);

    assertThat(identity.certificate()).isEqualTo(certificate.certificate());
    assertThat(identity.validUntil())
        .isEqualTo(certificate.certificate().getNotAfter().toInstant());
    assertThat(identity.toString()).isEqualTo("TlsIdentity[CN=quality.example.com]");
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws IOException {
    TlsFiles files = certificate.writeTo(folder);
    Files.writeString(files.key(), TestCertificate.named("other.example.com").keyPem());

    assertThatThrownBy(() -> TlsIdentity.of(files))
        .isInstanceOf(TlsException.class)
        .hasMessage(
            "tls-key %s does not belong to the certificate in tls-certificate %s",
            files.key(), files.certificate());
  }

  @Test
  void whatIsNoKeyIsNotQuoted() throws IOException {
    TlsFiles files = certificate.writeTo(folder);
    Files.writeString(
        files.key(), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");

    assertThatThrownBy(() -> TlsIdentity.of(files))
        .isInstanceOf(TlsException.class)
        .hasNoCause()
        .hasMessage(
            "tls-key %s: there is no private key in it, expected PEM without a passphrase",
            files.key());
  }

  @Test
  void aFileWithoutCertificateIsRefused() throws IOException {
    TlsFiles files = certificate.writeTo(folder);
    Files.writeString(files.certificate(), "nothing\n");

    assertThatThrownBy(() -> TlsIdentity.of(files))
        .isInstanceOf(TlsException.class)
        .hasMessage(
            "tls-certificate %s: there is no certificate in it, expected PEM", files.certificate());
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    TlsFiles files = certificate.writeTo(folder);
    Files.delete(files.key());

    assertThatThrownBy(() -> TlsIdentity.of(files))
        .isInstanceOf(TlsException.class)
        .hasMessage("tls-key %s: there is no such file", files.key());
  }
}
