package io.linecheck.store.duckdb;

import io.linecheck.model.Field;

/**
 * A field as SQL.
 *
 * @param sql over {@code f}, the dataset's table, and {@code l}, its legs
 * @param ofLeg whether {@code sql} speaks of {@code l}
 */
record Column(Field field, String sql, boolean ofLeg) {}
