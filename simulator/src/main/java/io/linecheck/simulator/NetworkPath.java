package io.linecheck.simulator;

/**
 * The path between an agent and the TURN host on a quiet day.
 *
 * @param lossRatio of packets, each way
 * @param meanBurstPackets how many packets a loss takes in a row
 */
record NetworkPath(
    double roundTripTimeMillis, double jitterMillis, double lossRatio, double meanBurstPackets) {

  static NetworkPath of(Workplace workplace, double distanceMillis, Dice dice) {
    boolean wifi = workplace.link() == Workplace.Link.WIFI;
    double access = workplace.home() ? dice.uniform(6, 16) : dice.uniform(1, 4);
    double jitter = (workplace.home() ? dice.uniform(2.5, 5) : dice.uniform(1.2, 3));
    double loss = workplace.home() ? 0.0004 : 0.0001;
    return new NetworkPath(
        distanceMillis + access + (wifi ? dice.uniform(2, 6) : 0),
        jitter + (wifi ? dice.uniform(1.5, 4) : 0),
        wifi ? loss * 3 : loss,
        wifi ? 2.2 : 1.2);
  }
}
