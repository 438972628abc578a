package io.linecheck.query;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for groups of rows, optionally over time.
 *
 * @param groupBy fields whose values make the groups; empty means one group
 * @param interval length of a time bucket, aligned to the epoch; absent means no buckets
 * @param order by which measure the groups are ranked over the whole range; absent means by group
 * @param limit how many groups, the first by {@code order}; each with all its buckets
 */
public record AggregateQuestion(
    Dataset dataset,
    TimeRange range,
    Filter filter,
    List<String> groupBy,
    @Nullable Duration interval,
    List<Measure> measures,
    @Nullable Order order,
    int limit) {
  public AggregateQuestion {
    groupBy = List.copyOf(groupBy);
    measures = List.copyOf(measures);
  }

  /** Ranking by the measure called {@code by}; groups without a value come last. */
  public record Order(String by, boolean descending) {}
}
