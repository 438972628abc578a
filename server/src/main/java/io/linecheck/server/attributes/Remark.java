package io.linecheck.server.attributes;

/**
 * Something to say about a line of a file.
 *
 * @param line counted from 1
 */
public record Remark(long line, String message) {}
