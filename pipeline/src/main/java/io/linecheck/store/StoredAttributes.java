package io.linecheck.store;

import io.linecheck.attributes.Assignment;

/** Assigns anew what is known of stored calls, when tables have changed. */
public interface StoredAttributes {
  /** Where a walk through all stored calls begins. */
  long START = 0;

  /**
   * How far a walk has come.
   *
   * @param position after the calls that were walked over; where the next step goes on
   * @param end of the walk, as far as it is known: calls that come meanwhile move it
   * @param calls how many calls were walked over in this step
   * @param changed how many of them have other attributes now
   */
  record Step(long position, long end, long calls, long changed) {
    public boolean isLast() {
      return position >= end;
    }
  }

  /**
   * Assigns the attributes of some stored calls anew, with all that belongs to them: samples,
   * windows, roll-ups, reports and events are grouped and filtered by the new ones at once, while
   * their numbers stay. Durable when it returns; a step may be repeated. Batches are taken
   * meanwhile.
   *
   * @param position {@link #START}, or where an earlier step ended
   */
  Step reassign(long position, Assignment assignment);
}
