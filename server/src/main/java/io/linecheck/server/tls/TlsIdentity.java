package io.linecheck.server.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.X509ExtendedKeyManager;
import nl.altindag.ssl.exception.GenericException;
import nl.altindag.ssl.pem.util.PemUtils;
import nl.altindag.ssl.util.KeyManagerUtils;

/** A certificate chain and the private key that belongs to it. */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] PROBE = {1};

  /** Tools put the parameters of the curve in front, which the parser does not know. */
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN ([A-Z]+ )?PRIVATE KEY-----.*?-----END ([A-Z]+ )?PRIVATE KEY-----",
          Pattern.DOTALL);

  static TlsIdentity of(TlsFiles files) throws TlsException {
    return of(files, files.read());
  }

  static TlsIdentity of(TlsFiles files, TlsFiles.Content content) throws TlsException {
    List<X509Certificate> chain = chain(files, content);
    PrivateKey key = key(files, content);
    if (!belongTogether(chain.getFirst(), key)) {
      throw new TlsException(
          "tls-key %s does not belong to the certificate in tls-certificate %s"
              .formatted(files.key(), files.certificate()));
    }
    return new TlsIdentity(chain, key);
  }

  Instant validUntil() {
    return certificate().getNotAfter().toInstant();
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  X509ExtendedKeyManager keyManager() {
    return KeyManagerUtils.createKeyManager(key, chain.toArray(X509Certificate[]::new));
  }

  @Override
  public String toString() {
    return "TlsIdentity[" + certificate().getSubjectX500Principal() + "]";
  }

  private static List<X509Certificate> chain(TlsFiles files, TlsFiles.Content content)
      throws TlsException {
    try {
      List<X509Certificate> chain = PemUtils.parseCertificate(content.certificate());
      if (!chain.isEmpty()) {
        return chain;
      }
    } catch (GenericException e) {
      // Said below, as for a file without any certificate.
    }
    throw new TlsException(
        "tls-certificate %s: there is no certificate in it, expected PEM"
            .formatted(files.certificate()));
  }

  private static PrivateKey key(TlsFiles files, TlsFiles.Content content) throws TlsException {
    Matcher block = PRIVATE_KEY.matcher(content.key());
    try {
      if (block.find()) {
        return asTheJdkHasIt(PemUtils.parsePrivateKey(block.group()));
      }
    } catch (GenericException | GeneralSecurityException e) {
      // Said below, as for a file without any key.
    }
    throw new TlsException(
        "tls-key %s: there is no private key in it, expected PEM without a passphrase"
            .formatted(files.key()));
  }

  /** The parser has classes of its own for keys, which TLS does not take for all algorithms. */
  private static PrivateKey asTheJdkHasIt(PrivateKey key) throws GeneralSecurityException {
    String algorithm = key.getAlgorithm().equals("ECDSA") ? "EC" : key.getAlgorithm();
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
  }

  /** What the key signs, the certificate confirms. */
  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(signatureAlgorithm(key));
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String signatureAlgorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }
}
