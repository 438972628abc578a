package io.linecheck.score;

import io.linecheck.model.Quality;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Codec constants and thresholds. All of it is configurable; what rests on engineering judgement
 * and not on a Recommendation is marked provisional.
 *
 * @param codecs constants by codec; the first one serves where the codec is unknown
 * @param experienced the constants that turn audible concealment into an impairment
 * @param farDelayMillis one-way delay beyond the measured path, such as a carrier's; 0 unless known
 * @param fair when a window is at most fair
 * @param poor when a window is at most poor
 * @param bad when a window is bad
 * @param poorCallSecondsPercent a call is poor from this share of poor seconds on
 * @param poorCallContiguousSeconds a call is poor from this many poor seconds in a row on
 */
public record ScoringConfig(
    List<Codec> codecs,
    Impairment experienced,
    double farDelayMillis,
    Threshold fair,
    Threshold poor,
    Threshold bad,
    double poorCallSecondsPercent,
    double poorCallContiguousSeconds) {

  /** ITU-T G.107's Ie (equipment impairment) and Bpl (packet-loss robustness). */
  public record Impairment(double ie, double bpl, boolean provisional) {}

  /**
   * A codec as WebRTC names it.
   *
   * @param lookaheadMillis algorithmic delay beyond one packet
   */
  public record Codec(
      String name, Impairment impairment, double lookaheadMillis, int clockRateHertz) {}

  /** A window has (at most) this quality if any limit is met. An absent limit is not looked at. */
  public record Threshold(
      Quality quality,
      double rFactorBelow,
      @Nullable Double lossPercentFrom,
      @Nullable Double jitterMillisFrom,
      @Nullable Double roundTripTimeMillisFrom,
      @Nullable Double concealedPercentFrom) {}

  /**
   * G.711 with the browser's loss concealment from ITU-T G.113 Appendix I. No Ie or Bpl exists for
   * Opus in any Recommendation: its values, and those for concealment, are provisional.
   */
  public static final ScoringConfig DEFAULT =
      new ScoringConfig(
          List.of(
              new Codec("opus", new Impairment(0, 10, true), 6.5, 48_000),
              new Codec("PCMU", new Impairment(0, 25.1, false), 0.25, 8_000),
              new Codec("PCMA", new Impairment(0, 25.1, false), 0.25, 8_000)),
          new Impairment(0, 10, true),
          0,
          new Threshold(Quality.FAIR, 80, 1.0, 20.0, 200.0, 1.0),
          new Threshold(Quality.POOR, 70, 3.0, 30.0, 400.0, 3.0),
          new Threshold(Quality.BAD, 60, 10.0, null, 500.0, 7.0),
          10,
          30);

  public ScoringConfig {
    codecs = List.copyOf(codecs);
    if (codecs.isEmpty()) {
      throw new IllegalArgumentException("scoring needs the constants of at least one codec");
    }
  }

  /** The codec of that name, whatever its case and with or without {@code audio/}. */
  Codec codec(@Nullable String name) {
    if (name != null) {
      String bare = name.toLowerCase(Locale.ROOT).replace("audio/", "");
      for (Codec codec : codecs) {
        if (codec.name().toLowerCase(Locale.ROOT).equals(bare)) {
          return codec;
        }
      }
    }
    return codecs.getFirst();
  }

  /** Worst first. */
  public List<Threshold> thresholds() {
    return List.of(bad, poor, fair);
  }
}
