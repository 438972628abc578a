package io.linecheck.server.attributes;

import io.linecheck.attributes.Tables;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.store.TelemetryReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How many of the latest calls a table knows. */
final class Reach {
  static final int DAYS = 7;

  /** Beyond it the rarest addresses and agents are not looked at. */
  private static final int MOST_GROUPS = 10_000;

  private static final String CALLS = "calls";
  private static final String LAST = "last";

  private final TelemetryReader store;
  private final Instant now;

  Reach(TelemetryReader store, Instant now) {
    this.store = store;
    this.now = now;
  }

  /** Calls with the same addresses, or the same agent. */
  record Group(@Nullable String first, @Nullable String second, long calls, Instant last) {}

  CallCounts networks(Tables before, Tables after) {
    List<Group> groups = byAddress(week());
    return counts(groups, isIn(before), isIn(after));
  }

  CallCounts agents(Tables before, Tables after) {
    List<Group> groups = groups(week(), List.of(Fields.AGENT));
    return counts(groups, knows(before), knows(after));
  }

  List<Group> byAddress(TimeRange range) {
    return groups(
        range,
        List.of(
            CallAttribute.AGENT_PUBLIC_IP.fieldName(), CallAttribute.AGENT_PRIVATE_IP.fieldName()));
  }

  static Predicate<Group> isIn(Tables tables) {
    return group -> tables.networks().find(group.first(), group.second(), group.last()).isPresent();
  }

  private static Predicate<Group> knows(Tables tables) {
    return group -> {
      String agent = group.first();
      return agent != null
          && (tables.byPseudonym().containsKey(agent) || tables.agents().find(agent).isPresent());
    };
  }

  private TimeRange week() {
    return new TimeRange(now.minus(Duration.ofDays(DAYS)), now.plus(Duration.ofHours(1)));
  }

  private static CallCounts counts(
      List<Group> groups, Predicate<Group> before, Predicate<Group> after) {
    return new CallCounts(DAYS, sum(groups, _ -> true), sum(groups, after), sum(groups, before));
  }

  private static long sum(List<Group> groups, Predicate<Group> which) {
    return groups.stream().filter(which).mapToLong(Group::calls).sum();
  }

  private List<Group> groups(TimeRange range, List<String> by) {
    return store
        .aggregate(
            new AggregateQuestion(
                Dataset.CALLS,
                range,
                Filter.EVERYTHING,
                by,
                null,
                List.of(
                    new Measure.Count(CALLS),
                    new Measure.Statistic(LAST, Measure.Function.MAX, Fields.TIMESTAMP)),
                new AggregateQuestion.Order(CALLS, true),
                MOST_GROUPS))
        .rows()
        .stream()
        .map(row -> group(row, by.size()))
        .toList();
  }

  private static Group group(List<@Nullable Object> row, int width) {
    return new Group(
        (String) row.getFirst(),
        width > 1 ? (String) row.get(1) : null,
        whole(row.get(width)),
        Instant.ofEpochMilli(whole(row.get(width + 1))));
  }

  private static long whole(@Nullable Object cell) {
    return cell instanceof Number number ? number.longValue() : 0;
  }
}
