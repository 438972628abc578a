package io.linecheck.server.ingest;

import java.util.LinkedHashMap;
import java.util.Map;

/** A bounded map that forgets what was longest not put in or looked up. Not thread-safe. */
final class LastSeen<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int most;

  LastSeen(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
