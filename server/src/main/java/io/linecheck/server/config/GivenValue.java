package io.linecheck.server.config;

/**
 * A value somebody wrote.
 *
 * @param where as an operator finds it again: {@code --port}, {@code LINECHECK_PORT}, {@code
 *     linecheck.conf:3}
 */
public record GivenValue(String key, String text, String where) {}
