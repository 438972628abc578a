package io.linecheck.server.ingest;

import io.linecheck.store.DocumentStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Leave to write for the pages of one origin, for a short time.
 *
 * <p>A token is {@code lci1.DAY.EXPIRES.MAC}: the day whose key signed it, the second at which it
 * ends, and an HMAC-SHA256 over that second and the origin. The origin itself is not in it: it is
 * that of the request which brings the token.
 */
public final class IngestTokens {
  /** What a page is given. */
  public record Issued(String token, Duration lifetime) {
    @Override
    public String toString() {
      return "ingest token for " + lifetime;
    }
  }

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern SHAPE =
      Pattern.compile("lci1\\.(\\d{1,7})\\.(\\d{1,11})\\.([A-Za-z0-9_-]{43})");

  private final IngestKeys keys;
  private final Duration lifetime;
  private final Clock clock;

  /** A lifetime of a day at most: yesterday's key is the oldest that is kept. */
  public IngestTokens(
      DocumentStore documents, RandomGenerator random, Duration lifetime, Clock clock) {
    this.keys = new IngestKeys(documents, random);
    this.lifetime = lifetime;
    this.clock = clock;
  }

  public Issued issue(String origin) {
    Instant now = clock.instant();
    long day = epochDay(now);
    long expires = now.plus(lifetime).getEpochSecond();
    String mac = mac(keys.ofDay(day), expires, origin);
    return new Issued("lci1." + day + "." + expires + "." + mac, lifetime);
  }

  /** What speaks against a token that came with a request of that origin; empty if nothing does. */
  public Optional<String> refusal(String token, String origin) {
    Matcher parts = SHAPE.matcher(token);
    if (!parts.matches()) {
      return Optional.of("it is not an ingest token");
    }
    Instant now = clock.instant();
    long expires = Long.parseLong(parts.group(2));
    if (expires <= now.getEpochSecond()) {
      return Optional.of("it has expired");
    }
    boolean genuine =
        key(Long.parseLong(parts.group(1)), now)
            .map(secret -> isSame(parts.group(3), mac(secret, expires, origin)))
            .orElse(false);
    return genuine ? Optional.empty() : Optional.of("it was not given to this origin");
  }

  /** Nodes' clocks differ a little: around midnight tomorrow's key may be in use already. */
  private Optional<byte[]> key(long day, Instant now) {
    return Math.abs(day - epochDay(now)) <= 1 ? keys.find(day) : Optional.empty();
  }

  /** Takes the same time wherever they differ. */
  private static boolean isSame(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.US_ASCII), expected.getBytes(StandardCharsets.US_ASCII));
  }

  private static long epochDay(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), Duration.ofDays(1).toSeconds());
  }

  private static String mac(byte[] secret, long expires, String origin) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      String signed =
          "linecheck ingest token 1\n" + expires + "\n" + origin.toLowerCase(Locale.ROOT);
      byte[] code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }
}
