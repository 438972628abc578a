package io.linecheck.server.checkup;

import io.linecheck.server.tls.TlsException;
import io.linecheck.server.tls.TlsFiles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long the certificate is good, and whether its files can be used. */
final class CertificateLife implements Checkup.Examination {
  private static final Duration SOON = Duration.ofDays(14);
  private static final String RENEW =
      "Renew it: put the new certificate and its key in place of the files. They are taken up within"
          + " seconds, without a restart.";

  private final TlsFiles files;
  private final Clock clock;

  CertificateLife(TlsFiles files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  @Override
  public Topic topic() {
    return Topic.CERTIFICATE;
  }

  @Override
  public Check look() {
    Instant until;
    try {
      until = files.validUntil();
    } catch (TlsException e) {
      return Check.failing(
          topic(),
          e.getMessage() + ".",
          "A running server keeps the certificate it has; it would not start again. Mend the files.");
    }
    Instant now = clock.instant();
    String file = "The certificate in " + files.certificate();
    if (!until.isAfter(now)) {
      return Check.failing(topic(), file + " expired on " + Words.minute(until) + ".", RENEW);
    }
    String left = Words.span(Duration.between(now, until));
    return until.isBefore(now.plus(SOON))
        ? Check.attention(
            topic(), "%s expires in %s, on %s.".formatted(file, left, Words.minute(until)), RENEW)
        : Check.ok(topic(), "%s is good for %s, until %s.".formatted(file, left, Words.day(until)));
  }
}
