package io.linecheck.model;

import org.jspecify.annotations.Nullable;

/**
 * A named, typed column of a dataset, spelled the same in the API, in search documents and in
 * exports.
 *
 * @param unit as people write it ({@code ms}, {@code %}, {@code packets}); absent where there is
 *     none
 */
public record Field(String name, FieldType type, @Nullable String unit, String description) {}
