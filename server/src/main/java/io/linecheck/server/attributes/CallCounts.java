package io.linecheck.server.attributes;

/**
 * How many of the latest calls a table knows.
 *
 * @param days that were looked at
 * @param calls of these days
 * @param mapped of them, those that have a row in the new table
 * @param mappedNow those that have one in the table in force
 */
public record CallCounts(int days, long calls, long mapped, long mappedNow) {}
