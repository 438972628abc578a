package io.linecheck.query;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;

/** The values of a field that begin with {@code prefix} (any case), the most frequent first. */
public record FacetQuestion(
    Dataset dataset, TimeRange range, Filter filter, String field, String prefix, int limit) {}
