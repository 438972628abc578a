package io.linecheck.store.opensearch;

import io.linecheck.model.CallKey;
import io.linecheck.model.StreamType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Document ids made from what a row is called, so that whatever comes twice meets itself. They are
 * base64url without padding, which the index keeps as bytes, and begin with the call, so that ids
 * of neighbours share their beginning.
 */
final class Ids {
  /** Of a digest; two of ten million calls share them with a chance of one in 370,000. */
  private static final int CALL_BYTES = 8;

  /** Tells kinds of events or names of methods apart, at one moment of one call. */
  private static final int NAME_BYTES = 4;

  /** Whole bytes of base64url's groups of three; 18 bytes are 24 characters. */
  private static final int WHOLE_CALL_BYTES = 18;

  private static final int MOMENT_BYTES = 6;

  private Ids() {}

  /** Of the call's own document, and the one by which its other documents find it. */
  static String call(CallKey call) {
    return text(ByteBuffer.wrap(digest(call.contactId(), call.agent()), 0, WHOLE_CALL_BYTES));
  }

  /** Of a sample, or of the window that begins at the moment. */
  static String ofStream(CallKey call, StreamType stream, long moment) {
    ByteBuffer id = ByteBuffer.allocate(CALL_BYTES + 1 + MOMENT_BYTES);
    id.put(digest(call.contactId(), call.agent()), 0, CALL_BYTES);
    id.put(
        (byte)
            switch (stream) {
              case AUDIO_INPUT -> 0;
              case AUDIO_OUTPUT -> 1;
            });
    return text(moment(id, moment));
  }

  static String report(CallKey call, long moment) {
    return named(digest(call.contactId(), call.agent()), "", moment);
  }

  static String event(CallKey call, String kind, long moment) {
    return named(digest(call.contactId(), call.agent()), kind, moment);
  }

  static String apiMetric(String agent, String name, long moment) {
    return named(digest(agent), name, moment);
  }

  static String document(String collection, String id) {
    return text(ByteBuffer.wrap(digest(collection, id), 0, WHOLE_CALL_BYTES));
  }

  private static String named(byte[] of, String name, long moment) {
    ByteBuffer id = ByteBuffer.allocate(CALL_BYTES + NAME_BYTES + MOMENT_BYTES);
    id.put(of, 0, CALL_BYTES).put(digest(name), 0, NAME_BYTES);
    return text(moment(id, moment));
  }

  /** The lower 48 bits, which last until the year 10889. */
  private static ByteBuffer moment(ByteBuffer id, long moment) {
    return id.putShort((short) (moment >> 32)).putInt((int) moment).flip();
  }

  private static String text(ByteBuffer id) {
    byte[] bytes = new byte[id.remaining()];
    id.get(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** With lengths between the texts, so that names do not run into each other. */
  private static byte[] digest(String... texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
