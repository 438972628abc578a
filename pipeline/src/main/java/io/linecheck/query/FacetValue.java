package io.linecheck.query;

/** A value of a field and how many rows have it. */
public record FacetValue(String value, long count) {}
