package io.linecheck.store;

import io.linecheck.model.Dataset;
import java.util.Map;

/**
 * How the store is.
 *
 * @param writable whether a batch would be taken now
 * @param detail one sentence for the operator; what to do if not writable
 * @param rows rows per dataset, as far as the store knows them cheaply
 * @param bytes size on disk
 * @param queuedBatches batches taken into the queue and not yet durable
 * @param derivedLagMillis age of the oldest acknowledged batch that windows and calls do not show
 *     yet
 * @param activity what it did since it was opened
 */
public record StoreHealth(
    boolean writable,
    String detail,
    Map<Dataset, Long> rows,
    long bytes,
    int queuedBatches,
    long derivedLagMillis,
    StoreActivity activity) {}
