package io.linecheck.store.duckdb;

import io.linecheck.model.CallKey;
import java.util.HashMap;
import java.util.Map;

/**
 * Which calls are stored, at 24 bytes each: a 64-bit fingerprint of (contact, agent) to the call's
 * number. It lets a batch of a new call, the common case, pass without a query.
 *
 * <p>An entry is a hint: whoever finds one checks it against the stored names, because two calls
 * may share a fingerprint (one chance in 370,000 among ten million) and retention removes calls
 * without removing entries. The later of two calls with one fingerprint is kept by name.
 *
 * <p>Open addressing with linear probing; safe for many threads.
 */
final class CallIndex {
  static final int UNKNOWN = 0;

  private static final long FREE = 0;

  private long[] fingerprints = new long[1 << 10];
  private int[] callIds = new int[1 << 10];
  private int size;
  private final Map<CallKey, Integer> collided = new HashMap<>();

  /** The number the call may have, or {@link #UNKNOWN}. */
  synchronized int find(CallKey call) {
    Integer exact = collided.get(call);
    return exact != null ? exact : callIds[slot(fingerprint(call))];
  }

  /** Records a call that is stored, or about to be. */
  synchronized void put(CallKey call, int callId) {
    long fingerprint = fingerprint(call);
    int slot = slot(fingerprint);
    if (callIds[slot] != UNKNOWN) {
      collided.put(call, callId);
      return;
    }
    if (fingerprints[slot] == FREE) {
      fingerprints[slot] = fingerprint;
      size++;
    }
    callIds[slot] = callId;
    if (size * 2 > fingerprints.length) {
      grow();
    }
  }

  /** Forgets a call: its commit failed, or retention removed it. */
  synchronized void remove(CallKey call) {
    if (collided.remove(call) == null) {
      // The slot stays taken, so that probing goes on past it.
      callIds[slot(fingerprint(call))] = UNKNOWN;
    }
  }

  private int slot(long fingerprint) {
    int mask = fingerprints.length - 1;
    int slot = (int) fingerprint & mask;
    while (fingerprints[slot] != FREE && fingerprints[slot] != fingerprint) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldFingerprints = fingerprints;
    int[] oldIds = callIds;
    fingerprints = new long[oldFingerprints.length * 2];
    callIds = new int[fingerprints.length];
    for (int i = 0; i < oldFingerprints.length; i++) {
      if (oldFingerprints[i] != FREE) {
        int slot = slot(oldFingerprints[i]);
        fingerprints[slot] = oldFingerprints[i];
        callIds[slot] = oldIds[i];
      }
    }
  }

  /** FNV-1a over both names, finished as MurmurHash3 does; never zero, which marks a free slot. */
  private static long fingerprint(CallKey call) {
    long hash = mix(0xcbf29ce484222325L, call.contactId());
    hash = mix(hash * 0x100000001b3L, call.agent());
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == FREE ? 1 : hash;
  }

  private static long mix(long hash, String text) {
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
