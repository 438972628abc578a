package io.linecheck.server.ledger;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** {@code bench/chaos}: the bad days of a cluster, each with a cluster of its own. */
final class ClusterLedgers {
  private static final int STANDARD_ROUNDS = 3;

  /** Long enough for the cluster to give the node up, which takes it half a minute. */
  private static final Duration FROZEN = Duration.ofMinutes(1);

  private ClusterLedgers() {}

  /**
   * Ends the process as the books do.
   *
   * @param arguments as {@link Ledgers#keep} takes them
   */
  public static void main(String[] arguments) throws Exception {
    List<ClusterDay> days =
        Arrays.stream(ClusterFault.values())
            .map(fault -> new ClusterDay(fault.day(), List.of(fault), FROZEN))
            .toList();
    System.exit(Ledgers.keep("bench/chaos", days, STANDARD_ROUNDS, arguments));
  }
}
