package io.linecheck.server.ipdata;

import org.jspecify.annotations.Nullable;

/**
 * A file of the folder.
 *
 * @param type as the file itself says; absent if it was never read
 * @param builtAt when its data was made, epoch milliseconds
 * @param problem why it cannot be read; what it held before is used on
 */
public record IpDataFile(
    String name, @Nullable String type, @Nullable Long builtAt, @Nullable String problem) {}
