package io.linecheck.attributes;

import io.linecheck.model.CallContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Adds to a call what is known of it from elsewhere. Safe for many threads. */
public interface Assignment {
  /** Leaves everything as the page told it. */
  Assignment NONE =
      new Assignment() {
        @Override
        public CallContext assign(CallContext told, String agent, Instant at) {
          return told;
        }

        @Override
        public CallContext again(Stored stored) {
          return stored.context();
        }
      };

  /**
   * A call as it is stored.
   *
   * @param agent name or pseudonym; absent where it was taken out
   * @param at first moment of what was stored with the context
   * @param shortAddresses whether only the networks are left of its addresses
   */
  record Stored(CallContext context, @Nullable String agent, Instant at, boolean shortAddresses) {}

  /**
   * The context with what is known beside it.
   *
   * @param told by the page alone
   * @param at first moment of what came with it
   */
  CallContext assign(CallContext told, String agent, Instant at);

  /**
   * The context as it would be had the call come now. A group stays as it is where what decides it
   * is stored no more.
   */
  CallContext again(Stored stored);
}
