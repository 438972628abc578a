package io.linecheck.simulator;

/**
 * The Gilbert-Elliott model with a bad state that loses everything: loss comes in runs, as on real
 * networks, with a given share and a given mean length.
 */
final class PacketLoss {
  private final Dice dice;
  private boolean bad;
  private int runs;

  PacketLoss(Dice dice) {
    this.dice = dice;
  }

  /**
   * Sends packets through and returns how many were lost.
   *
   * @param ratio share of packets lost in the long run, below 1
   * @param meanBurstPackets mean length of a run of losses, at least 1
   */
  int send(int packets, double ratio, double meanBurstPackets) {
    double recover = 1 / meanBurstPackets;
    double fail = ratio * recover / (1 - ratio);
    int lost = 0;
    for (int i = 0; i < packets; i++) {
      boolean wasBad = bad;
      bad = wasBad ? !dice.chance(recover) : dice.chance(fail);
      if (bad) {
        lost++;
        if (!wasBad) {
          runs++;
        }
      }
    }
    return lost;
  }

  /** How many runs of losses began since the last time this was asked. */
  int takeRuns() {
    int taken = runs;
    runs = 0;
    return taken;
  }
}
