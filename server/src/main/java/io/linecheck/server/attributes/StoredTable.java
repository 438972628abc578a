package io.linecheck.server.attributes;

import java.time.Instant;

/**
 * A table as it is kept: the whole of it in one document, because it is read and replaced as a
 * whole, and a few megabytes at most.
 *
 * @param uploadedBy account or token
 * @param csv as {@link TableText} writes it
 */
record StoredTable(Instant uploadedAt, String uploadedBy, int rows, String csv) {}
