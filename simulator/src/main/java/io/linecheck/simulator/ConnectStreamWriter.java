package io.linecheck.simulator;

import tools.jackson.core.JsonGenerator;

/**
 * Samples as Connect's softphone emits them, with what its versions do to them: the first sample of
 * a later call on a persistent connection carries the whole counter; {@code jitterBufferMillis} is
 * RTP jitter in the older library and a running sum in the newer.
 */
final class ConnectStreamWriter extends StreamWriter {
  private final boolean newer;
  private double jitterBufferSum;

  ConnectStreamWriter(CallPlan plan, Media media, CallClock clock) {
    super(plan, media, clock);
    this.newer = plan.agent().dialect() == Dialect.CONNECT_EVENTS;
    this.jitterBufferSum = plan.earlierSeconds() * 45.0 * Media.SAMPLES_PER_SECOND;
  }

  @Override
  void skipTo(int second) {
    for (int earlier = 0; earlier < second; earlier++) {
      jitterBufferSum += added(earlier);
    }
  }

  @Override
  void write(JsonGenerator json, int second) {
    jitterBufferSum += added(second);
    int carried = second == 0 ? 50 * plan.earlierSeconds() : 0;
    boolean known = farEndKnown(second);
    long roundTrip = Math.round(media.out.roundTripTimeMillis[second]);

    begin(json, AUDIO_INPUT, second, true);
    json.writeNumberProperty("packetsLost", media.in.lost[second]);
    json.writeNumberProperty("packetsCount", media.in.received[second] + carried);
    json.writeNumberProperty("audioLevel", media.in.level[second]);
    json.writeNumberProperty(
        "jitterBufferMillis",
        newer ? Math.round(jitterBufferSum) : Math.round(media.in.jitterMillis[second]));
    numberOrNull(json, "roundTripTimeMillis", newer && known, roundTrip);
    json.writeEndObject();

    begin(json, AUDIO_OUTPUT, second, known);
    numberOrNull(json, "packetsLost", known, media.out.lost[second]);
    json.writeNumberProperty("packetsCount", media.out.sent[second] + carried);
    json.writeNumberProperty("audioLevel", media.out.level[second]);
    numberOrNull(
        json,
        "jitterBufferMillis",
        newer || known,
        newer ? Math.round(jitterBufferSum) : Math.round(media.out.jitterMillis[second]));
    numberOrNull(json, "roundTripTimeMillis", known, roundTrip);
    json.writeEndObject();
  }

  /** Seconds of delay of each audio sample, summed, in milliseconds. */
  private double added(int second) {
    return media.in.received[second] == 0
        ? 0
        : (double) media.in.bufferMillis[second] * Media.SAMPLES_PER_SECOND;
  }

  /** The time is a number as long as no RTCP report gave one. */
  private void begin(JsonGenerator json, String stream, int second, boolean timeFromReport) {
    json.writeStartObject();
    json.writeStringProperty("softphoneStreamType", stream);
    if (timeFromReport) {
      json.writeStringProperty("timestamp", MetricsBody.iso(clock.sampledAt(second)));
    } else {
      json.writeNumberProperty("timestamp", clock.sampledAt(second).toEpochMilli());
    }
  }

  private static void numberOrNull(JsonGenerator json, String name, boolean known, long value) {
    if (known) {
      json.writeNumberProperty(name, value);
    } else {
      json.writeNullProperty(name);
    }
  }
}
