/**
 * Bytes of a request in, one decoded, mended batch out, with one outcome for each item. Vendor
 * spellings and version quirks end here; nothing here knows HTTP or a store's inside.
 */
@NullMarked
package io.linecheck.ingest;

import org.jspecify.annotations.NullMarked;
