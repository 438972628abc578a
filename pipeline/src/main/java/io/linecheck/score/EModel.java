package io.linecheck.score;

/**
 * The E-model of ITU-T G.107, narrowband, in its echo-controlled short form: the impairments a
 * network and a codec cause, on top of default values for everything else.
 *
 * <pre>
 *   R  = 93.2 − Idd(Ta) − Ie,eff
 * </pre>
 *
 * <p>93.2 is what G.107's default parameters leave after Ro − Is. Customers on the telephone
 * network make the path narrowband whatever the browser's codec is, and thresholds in use elsewhere
 * are on this scale, so one scale keeps calls comparable. Talker echo is left out: headsets with
 * echo cancellation make the default of G.107 (TELR 65 dB) too pessimistic.
 *
 * <p>G.107 states its formulas for Ta ≤ 500 ms, Ppl ≤ 20 %, BurstR ≤ 8, and BurstR > 2 only below 2
 * % loss; beyond that they are extrapolated. Symbols are the Recommendation's.
 */
final class EModel {
  /** R with no impairment by delay, loss or codec (G.107 default parameters, rounded as there). */
  static final double R_DEFAULT = 93.2;

  private EModel() {}

  /** Delay impairment, G.107 clause 7.4, for an absolute one-way delay Ta in milliseconds. */
  static double idd(double ta) {
    if (ta <= 100) {
      return 0;
    }
    double x = Math.log(ta / 100) / Math.log(2);
    return 25
        * (Math.pow(1 + Math.pow(x, 6), 1.0 / 6)
            - 3 * Math.pow(1 + Math.pow(x / 3, 6), 1.0 / 6)
            + 2);
  }

  /** Effective equipment impairment, G.107 clause 7.5, for packet loss Ppl in percent. */
  static double ieEff(double ie, double bpl, double ppl, double burstR) {
    double lost = Math.clamp(ppl, 0, 100);
    return ie + (95 - ie) * lost / (lost / burstR + bpl);
  }

  /**
   * Mean opinion score of R, G.107 Annex B. The cubic dips below 1 between R 0 and 6.5 and climbs
   * again outside 0…100; there it is held.
   */
  static double mos(double r) {
    if (r <= 6.5) {
      return 1;
    }
    if (r >= 100) {
      return 4.5;
    }
    return Math.max(1, 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r));
  }
}
