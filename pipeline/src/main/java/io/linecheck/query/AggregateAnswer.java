package io.linecheck.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row for each group (and bucket): the group-by values, the bucket's start as epoch
 * milliseconds if an interval was asked for, the measures, in that order.
 *
 * @param rows cells are {@link String}, {@link Double}, {@link Long}, {@link Boolean} or null for
 *     absent
 * @param source what answered: {@code samples}, {@code windows}, {@code rollup1m}, {@code calls}, …
 * @param percentileErrorPercent how far a percentile may be off, relative; null where exact
 */
public record AggregateAnswer(
    List<String> columns,
    List<List<@Nullable Object>> rows,
    String source,
    @Nullable Double percentileErrorPercent) {}
