package io.linecheck.server.recording;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A file somebody has of a call, of whichever kind: tells the kinds apart and reads it. */
public final class TelemetryFile {
  /**
   * What was found in a file.
   *
   * @param others entries that are of no kind that is known
   */
  public record Found(int events, int calls, int others) {
    Found(int events, int calls) {
      this(events, calls, 0);
    }
  }

  /** Takes the bodies, in the order in which a page would have sent them. */
  @FunctionalInterface
  public interface Sink {
    void accept(RecordedBody body) throws InterruptedException;
  }

  /** Enough to see how the first element begins; Chromium's dump begins with getUserMedia. */
  private static final int LOOK_AHEAD_BYTES = 8_192;

  private static final String EXPECTED =
      "expected agent-log.txt of the contact control panel, a dump of chrome://webrtc-internals, an"
          + " rtcstats dump, a recording of softphone events or documents of the AWS sample";

  private TelemetryFile() {}

  /**
   * Reads a file to its end.
   *
   * @param collectorVersion the importing program's
   * @throws RecordingException if it is none that is known; what came before that point has been
   *     handed on
   */
  public static Found read(InputStream in, ImportHints hints, String collectorVersion, Sink sink)
      throws RecordingException, IOException, InterruptedException {
    BufferedInputStream file = new BufferedInputStream(in, LOOK_AHEAD_BYTES);
    String start = beginning(file);
    BodyWriter writer = new BodyWriter(collectorVersion, hints.agentOr(BodyWriter.UNKNOWN_AGENT));
    if (start.isEmpty()) {
      throw new RecordingException("the file is empty; " + EXPECTED);
    }
    if (SampleDocuments.begins(start)) {
      return SampleDocuments.read(file, writer, sink);
    }
    if (start.startsWith("{")) {
      return WebRtcInternals.read(file, hints, writer, sink);
    }
    if (start.startsWith("RTCStatsDump") || start.matches("(?s)\\[\\s*\".*")) {
      return RtcStatsDump.read(file, hints, writer, sink);
    }
    if (start.matches("(?s)\\[\\s*\\{\\s*\"(component|level|text|time)\".*")) {
      return AgentLog.read(file, hints, writer, sink);
    }
    if (start.startsWith("[")) {
      return Recording.read(file, writer, sink);
    }
    throw new RecordingException(
        "not a file of a call: it begins with \"%s\"; %s".formatted(shortened(start), EXPECTED));
  }

  private static String beginning(BufferedInputStream file) throws IOException {
    file.mark(LOOK_AHEAD_BYTES);
    byte[] bytes = file.readNBytes(LOOK_AHEAD_BYTES);
    file.reset();
    String text = new String(bytes, StandardCharsets.UTF_8);
    // Windows' editors put a byte order mark in front.
    return (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
  }

  private static String shortened(String start) {
    String line = start.lines().findFirst().orElse("").replaceAll("[^\\x20-\\x7e]", "?");
    return line.length() <= 40 ? line : line.substring(0, 40) + "…";
  }
}
