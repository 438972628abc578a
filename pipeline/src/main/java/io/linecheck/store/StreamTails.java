package io.linecheck.store;

import io.linecheck.model.CallKey;
import io.linecheck.model.StreamType;
import java.util.Map;

/** What ingest must know of a call's past to mend what follows it. */
public interface StreamTails {
  /**
   * Where each stream of a call ends so far; empty for an unknown call. Cheap for unknown calls.
   */
  Map<StreamType, StreamTail> tails(CallKey call);
}
