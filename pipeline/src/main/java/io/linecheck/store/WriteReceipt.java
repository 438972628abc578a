package io.linecheck.store;

import java.util.List;

/**
 * The answer to a batch, once everything in it is durable.
 *
 * @param repeated whether this batch id had been written before; the other members are then those
 *     of the first answer
 */
public record WriteReceipt(
    int accepted, int duplicates, List<Rejection> rejected, boolean repeated) {

  /** What whoever sends the batch again is told. */
  public WriteReceipt asRepeated() {
    return new WriteReceipt(accepted, duplicates, rejected, true);
  }
}
