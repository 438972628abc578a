package io.linecheck.store;

import java.time.Instant;

/**
 * What retention by size did.
 *
 * @param before everything older is gone
 * @param days how many days that had something went
 * @param bytesBefore what the data took
 * @param bytesAfter what it takes now, which is more than is allowed if only today is left
 */
public record SizeCut(Instant before, int days, long bytesBefore, long bytesAfter) {}
