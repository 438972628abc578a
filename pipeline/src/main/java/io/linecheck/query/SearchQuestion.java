package io.linecheck.query;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Documents, one page at a time.
 *
 * @param sortField any field of the dataset; ties are broken so that paging is stable; rows without
 *     the field come last
 * @param cursor where the page before ended, as its answer said; absent for the first page
 */
public record SearchQuestion(
    Dataset dataset,
    TimeRange range,
    Filter filter,
    String sortField,
    boolean descending,
    int limit,
    @Nullable String cursor) {}
