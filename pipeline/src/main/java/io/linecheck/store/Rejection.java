package io.linecheck.store;

/**
 * One item that was not taken.
 *
 * @param path where it stood in the body, such as {@code softphoneStreamStatistics[3].timestamp}
 * @param reason what was wrong with it and what was expected
 */
public record Rejection(String path, String reason) {}
