package io.linecheck.server.checkup;

import io.linecheck.server.checkup.Check.State;
import io.linecheck.server.config.Shortened;
import io.linecheck.store.Trouble;
import io.linecheck.store.Trouble.Effect;
import java.util.List;
import java.util.function.Supplier;

/** Whether the cluster is as Linecheck needs it. */
final class ClusterCondition implements Checkup.Examination {
  private final Supplier<List<Trouble>> troubles;

  /**
   * @param troubles the worst first
   */
  ClusterCondition(Supplier<List<Trouble>> troubles) {
    this.troubles = troubles;
  }

  @Override
  public Topic topic() {
    return Topic.CLUSTER;
  }

  @Override
  public Check look() {
    List<Trouble> found = troubles.get();
    if (found.isEmpty()) {
      return Check.ok(topic(), "The cluster answers and is as it should be.");
    }
    Trouble worst = found.getFirst();
    return new Check(
        topic(),
        worst.effect() == Effect.REFUSED ? State.FAILING : State.ATTENTION,
        Words.sentence(Shortened.printable(worst.finding())),
        found.stream()
            .skip(1)
            .map(trouble -> Words.sentence(Shortened.printable(trouble.sentence())))
            .toList(),
        Words.sentence(Shortened.printable(worst.remedy())));
  }
}
