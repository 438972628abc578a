package io.linecheck.simulator;

/** The network, and the computer, in one second of a call: the quiet path and what troubles it. */
record Weather(
    double lossInRatio,
    double lossOutRatio,
    double meanBurstPackets,
    double jitterInMillis,
    double jitterOutMillis,
    double roundTripMillis,
    double concealedRatio) {

  static Weather at(CallPlan plan, int second) {
    NetworkPath path = plan.agent().path();
    double lossIn = path.lossRatio();
    double lossOut = path.lossRatio();
    double burst = path.meanBurstPackets();
    double jitterIn = path.jitterMillis();
    double jitterOut = path.jitterMillis();
    double roundTrip = path.roundTripTimeMillis();
    double concealed = 0;
    for (Impairment impairment : plan.impairments()) {
      if (!impairment.when().covers(second)) {
        continue;
      }
      boolean uplinkOnly = impairment.roundTripFactor() > 1;
      lossIn += impairment.lossInRatio();
      lossOut += impairment.lossOutRatio();
      burst = Math.max(burst, impairment.meanBurstPackets());
      jitterIn += uplinkOnly ? 0 : impairment.jitterAddMillis();
      jitterOut += impairment.jitterAddMillis();
      roundTrip = roundTrip * impairment.roundTripFactor() + impairment.roundTripAddMillis();
      concealed += impairment.concealedRatio();
    }
    return new Weather(
        Math.min(lossIn, 0.6),
        Math.min(lossOut, 0.6),
        burst,
        jitterIn,
        jitterOut,
        roundTrip,
        concealed);
  }
}
