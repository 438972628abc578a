package io.linecheck.simulator;

/**
 * What one episode adds to the quiet path.
 *
 * @param roundTripFactor multiplies the quiet round-trip time at the height of the episode
 * @param concealedRatio of what is played, beyond what loss explains
 */
record Impairment(
    Episode when,
    double lossInRatio,
    double lossOutRatio,
    double meanBurstPackets,
    double jitterAddMillis,
    double roundTripAddMillis,
    double roundTripFactor,
    double concealedRatio) {

  static Impairment wifiBurst(Episode when, Dice dice) {
    return new Impairment(
        when,
        dice.uniform(0.03, 0.10),
        dice.uniform(0.01, 0.05),
        dice.uniform(3, 6),
        dice.uniform(30, 65),
        dice.uniform(30, 90),
        1,
        0);
  }

  static Impairment fullUplink(Episode when, Dice dice) {
    return new Impairment(
        when,
        dice.uniform(0.000, 0.003),
        dice.uniform(0.03, 0.08),
        2,
        dice.uniform(12, 30),
        60,
        dice.uniform(4, 8),
        0);
  }

  static Impairment providerTrouble(Episode when, Dice dice) {
    return new Impairment(
        when,
        dice.uniform(0.03, 0.07),
        dice.uniform(0.03, 0.07),
        2,
        dice.uniform(6, 15),
        dice.uniform(90, 160),
        1,
        0);
  }

  static Impairment officeLine(Episode when, Dice dice) {
    return new Impairment(
        when,
        dice.uniform(0.04, 0.09),
        dice.uniform(0.04, 0.09),
        3,
        dice.uniform(20, 40),
        dice.uniform(50, 110),
        1,
        0);
  }

  static Impairment turnHost(Episode when, Dice dice) {
    return new Impairment(
        when,
        dice.uniform(0.035, 0.07),
        dice.uniform(0.02, 0.05),
        2,
        dice.uniform(6, 14),
        dice.uniform(80, 150),
        1,
        0);
  }

  static Impairment busyComputer(Episode when, Dice dice) {
    return new Impairment(when, 0, 0, 1, dice.uniform(2, 8), 4, 1, dice.uniform(0.04, 0.10));
  }
}
