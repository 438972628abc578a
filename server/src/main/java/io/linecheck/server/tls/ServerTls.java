package io.linecheck.server.tls;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.util.KeyManagerUtils;
import nl.altindag.ssl.util.SSLSessionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS context of the server. Files that are replaced are taken up for new connections, within
 * seconds; connections that are open stay as they are. Files that do not fit are refused and said
 * in the log, and the certificate before them stays in use.
 *
 * <p>The files are read again and again rather than watched: secrets that a cluster mounts and
 * certificates that a renewal links anew change without an event on the path itself.
 */
public final class ServerTls implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServerTls.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration EXPIRES_SOON = Duration.ofDays(14);

  private final TlsFiles files;
  private final Clock clock;
  private final X509ExtendedKeyManager keyManager;
  private final SSLContext context;
  private final CountDownLatch closed = new CountDownLatch(1);
  private TlsFiles.Content tried;
  private String said = "";
  private volatile TlsIdentity identity;

  private ServerTls(TlsFiles files, Clock clock) throws TlsException {
    this.files = files;
    this.clock = clock;
    tried = files.read();
    identity = TlsIdentity.of(files, tried);
    keyManager = KeyManagerUtils.createSwappableKeyManager(identity.keyManager());
    context = SSLFactory.builder().withIdentityMaterial(keyManager).build().getSslContext();
    warnOfExpiry();
  }

  /** Reads the files and goes on watching them. */
  public static ServerTls open(TlsFiles files, Clock clock) throws TlsException {
    ServerTls tls = new ServerTls(files, clock);
    Thread.ofVirtual().name("tls-files").start(tls::watch);
    return tls;
  }

  public SSLContext context() {
    return context;
  }

  /** What clients are shown now. */
  public X509Certificate certificate() {
    return identity.certificate();
  }

  private void watch() {
    try {
      while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Two files are not replaced in one moment: what is found must be there at the next look too. */
  private void look() throws InterruptedException {
    try {
      TlsFiles.Content found = files.read();
      if (found.equals(tried) || closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      if (found.equals(files.read())) {
        tried = found;
        replaceBy(TlsIdentity.of(files, found));
      }
    } catch (TlsException e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  private void refuse(String problem) {
    if (!problem.equals(said)) {
      said = problem;
      log.warn(
          "{}; the certificate in use stays, it is valid until {}", problem, identity.validUntil());
    }
  }

  private void replaceBy(TlsIdentity next) throws TlsException {
    if (!next.validUntil().isAfter(clock.instant())) {
      throw new TlsException(
          "tls-certificate %s: it expired on %s".formatted(files.certificate(), next.validUntil()));
    }
    KeyManagerUtils.swapKeyManager(keyManager, next.keyManager());
    SSLSessionUtils.invalidateCaches(context);
    identity = next;
    said = "";
    log.info("the certificate was replaced, the new one is valid until {}", next.validUntil());
    warnOfExpiry();
  }

  private void warnOfExpiry() {
    Instant until = identity.validUntil();
    Instant now = clock.instant();
    if (!until.isAfter(now)) {
      log.warn("the certificate in {} expired on {}", files.certificate(), until);
    } else if (until.isBefore(now.plus(EXPIRES_SOON))) {
      log.warn("the certificate in {} expires soon, on {}", files.certificate(), until);
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
