package io.linecheck.server.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A token bucket for each client. Remembers a bounded number of clients, the longest unseen is
 * forgotten first: its bucket would most likely be full again anyway. Safe for many threads.
 */
final class RateLimiter {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanoClock;
  private final Map<String, Bucket> buckets;

  private static final class Bucket {
    private double tokens;
    private long atNanos;

    Bucket(double tokens, long atNanos) {
      this.tokens = tokens;
      this.atNanos = atNanos;
    }
  }

  /** How much one client may send; {@code clients} is how many are remembered. */
  record Limit(double perSecond, int burst, int clients) {}

  RateLimiter(Limit limit, LongSupplier nanoClock) {
    this.perSecond = limit.perSecond();
    this.burst = limit.burst();
    this.nanoClock = nanoClock;
    this.buckets =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > limit.clients();
          }
        };
  }

  /** Takes a token; otherwise says after how many seconds to come back, at least one. */
  int secondsToWait(String clientAddress) {
    String client = client(clientAddress);
    synchronized (buckets) {
      long now = nanoClock.getAsLong();
      Bucket bucket = buckets.computeIfAbsent(client, key -> new Bucket(burst, now));
      double refill = (now - bucket.atNanos) / NANOS_PER_SECOND * perSecond;
      bucket.tokens = Math.min(burst, bucket.tokens + refill);
      bucket.atNanos = now;
      if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
      }
      return Math.max(1, (int) Math.ceil((1 - bucket.tokens) / perSecond));
    }
  }

  /** An IPv6 client owns its whole /64 and could otherwise take a new address for each request. */
  private static String client(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      return Arrays.toString(Arrays.copyOf(InetAddress.ofLiteral(address).getAddress(), 8));
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
