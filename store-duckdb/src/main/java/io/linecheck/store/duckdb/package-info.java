/**
 * The embedded store: one DuckDB file, one writer, one deriver, a few readers.
 *
 * <p>Batches enter through {@link io.linecheck.store.duckdb.DuckDbStore#write}, wait in a bounded
 * queue and become durable in groups ({@code GroupCommit}). Behind it the {@code Deriver} keeps
 * windows, minute roll-ups and calls up to date, at most a second later, restartable at any point.
 * Questions are compiled to SQL with bound parameters ({@code Relation}, {@code AggregateSql},
 * {@code SearchSql}) and run on connections of their own ({@code Readers}).
 *
 * <p>The tables are in {@code schema/V*.sql}. Nothing outside this package knows SQL.
 */
@NullMarked
package io.linecheck.store.duckdb;

import org.jspecify.annotations.NullMarked;
