package io.linecheck.store.opensearch;

import io.linecheck.store.Trouble;
import io.linecheck.store.Trouble.Effect;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why a node could not be talked to, told apart by what an operator must do. */
final class Unreachable {
  private Unreachable() {}

  static Trouble of(URI host, IOException e) {
    String node =
        "OpenSearch at " + host.getHost() + (host.getPort() < 0 ? "" : ":" + host.getPort());
    if (e instanceof SSLException) {
      return ofTls(node, host.getHost(), e);
    }
    if (cause(e, UnresolvedAddressException.class).isPresent()) {
      return new Trouble(
          Effect.REFUSED,
          node + " is not found: no address belongs to the name",
          "check opensearch-url, and how this machine resolves names");
    }
    if (e instanceof ConnectException) {
      return new Trouble(
          Effect.REFUSED,
          node + " does not answer: " + words(e, "no connection could be made"),
          "see whether the node runs, whether opensearch-url has its address and port, and whether"
              + " a firewall is between");
    }
    if (e instanceof HttpTimeoutException) {
      return new Trouble(
          Effect.REFUSED,
          node + " does not answer: " + words(e, "it took too long"),
          "see what the node is busy with, or what keeps it from being reached");
    }
    return new Trouble(
        Effect.REFUSED,
        node + " does not answer: " + e.getClass().getSimpleName() + " " + words(e, ""),
        "see the node's log, and whether its port expects https");
  }

  private static Trouble ofTls(String node, String name, IOException e) {
    Optional<CertificateExpiredException> expired = cause(e, CertificateExpiredException.class);
    if (expired.isPresent()) {
      return new Trouble(
          Effect.REFUSED,
          "%s shows a certificate that has expired (%s)".formatted(node, words(expired.get(), "")),
          "renew it there");
    }
    if (cause(e, CertificateNotYetValidException.class).isPresent()) {
      return new Trouble(
          Effect.REFUSED,
          node + " shows a certificate that is not valid yet",
          "see whether the clocks of both machines are right");
    }
    if (cause(e, CertPathBuilderException.class).isPresent()
        // An authority that was made anew has the name of the one before.
        || cause(e, SignatureException.class).isPresent()) {
      return new Trouble(
          Effect.REFUSED,
          node + " shows a certificate of an authority that is not trusted here",
          "name a PEM file with that authority's certificate in opensearch-authority");
    }
    Optional<CertificateException> certificate = cause(e, CertificateException.class);
    if (certificate.isPresent() && words(certificate.get(), "").startsWith("No ")) {
      return new Trouble(
          Effect.REFUSED,
          "%s shows a certificate for other names (%s)"
              .formatted(node, words(certificate.get(), "")),
          "use a name that the certificate has in opensearch-url, or get one for " + name);
    }
    return new Trouble(
        Effect.REFUSED,
        "no secure connection to %s could be made (%s)".formatted(node, words(e, "")),
        "see whether its port expects http, and which versions of TLS it speaks");
  }

  private static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }

  private static String words(Throwable e, String ifNone) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? ifNone : message;
  }
}
