package io.linecheck.server.ledger;

import io.linecheck.testkit.OpenSearchNode;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** What happens to a cluster, or to a server over it; each returns when all is well again. */
enum ClusterFault {
  /** SIGKILL of a node that is not the elected cluster manager. */
  KILL_NODE {
    @Override
    void strike(ClusterDay day, int round) throws Exception {
      killAndStart(day, day.operator().follower());
    }
  },

  /** SIGKILL of the elected cluster manager. */
  KILL_MANAGER {
    @Override
    void strike(ClusterDay day, int round) throws Exception {
      killAndStart(day, day.operator().manager());
    }
  },

  /** SIGSTOP and SIGCONT, in turn of the cluster manager and of another. */
  FREEZE {
    @Override
    void strike(ClusterDay day, int round) throws Exception {
      OpenSearchNode node = round % 2 == 0 ? day.operator().follower() : day.operator().manager();
      node.freeze();
      LockSupport.parkNanos(day.frozen().toNanos());
      node.thaw();
      day.operator().awaitGreen();
    }
  },

  /**
   * The nodes' disk is fuller than the cluster allows, which makes every index read-only; then
   * there is room again.
   */
  WATERMARK {
    private static final int MEGABYTES_LEFT = 100;

    // The shortest time after which the cluster looks at its disks, and its limits as they come.
    private static final String WATCHED =
        """
        {"transient": {
          "cluster.info.update.interval": "10s",
          "cluster.routing.allocation.disk.threshold_enabled": true}}
        """;

    @Override
    void strike(ClusterDay day, int round) throws Exception {
      day.operator().ask("PUT", "/_cluster/settings", WATCHED);
      day.disk().fillUpTo(MEGABYTES_LEFT);
      day.awaitRefused(20);
      day.disk().makeRoom();
      day.awaitAcknowledged(20);
    }
  },

  /** SIGTERM of each node, one after the other, when all are well again. */
  ROLLING_RESTART {
    @Override
    void strike(ClusterDay day, int round) throws Exception {
      for (OpenSearchNode node : day.nodes().all()) {
        node.stop();
        node.startAgain();
        day.operator().awaitGreen();
      }
    }
  },

  /** SIGKILL of a server, in turn of either. */
  KILL_LINECHECK {
    @Override
    void strike(ClusterDay day, int round) throws Exception {
      day.killServer(round % 2);
      day.awaitAcknowledged(50);
      day.startServer(round % 2);
    }
  };

  abstract void strike(ClusterDay day, int round) throws Exception;

  /** As the command knows it. */
  String day() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void killAndStart(ClusterDay day, OpenSearchNode node)
      throws IOException, InterruptedException {
    node.kill();
    day.awaitAcknowledged(50);
    node.startAgain();
    day.operator().awaitGreen();
  }
}
