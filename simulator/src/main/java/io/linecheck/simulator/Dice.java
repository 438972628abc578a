package io.linecheck.simulator;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Randomness that repeats: each thing in the model draws from a stream named by the seed and its
 * own key, so that what one thing draws never changes another.
 */
final class Dice {
  private final SplittableRandom random;

  private Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static Dice of(long seed, Object... key) {
    long state = mix(seed);
    for (Object part : key) {
      long hash = part instanceof Long number ? number : part.hashCode();
      state = mix(state * 31 + hash);
    }
    return new Dice(state);
  }

  double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  int between(int from, int toInclusive) {
    return from + random.nextInt(toInclusive - from + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  double gaussian() {
    return random.nextGaussian();
  }

  /** The logarithm is normal; half of the values are below the median. */
  double logNormal(double median, double sigma) {
    return median * Math.exp(sigma * random.nextGaussian());
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Looks like RFC 9562 version 4. */
  UUID uuid() {
    long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    for (int i = 0; i < digits; i++) {
      text.append(Character.forDigit(random.nextInt(16), 16));
    }
    return text.toString();
  }

  /** The finaliser of SplitMix64: neighbouring keys give unrelated streams. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
