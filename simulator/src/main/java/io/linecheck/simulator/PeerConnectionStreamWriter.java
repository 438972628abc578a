package io.linecheck.simulator;

import tools.jackson.core.JsonGenerator;

/**
 * Samples as our collector takes them from getStats(): packets of the interval, and the W3C
 * counters as sums since the contact began.
 */
final class PeerConnectionStreamWriter extends StreamWriter {
  private long discarded;
  private long concealed;
  private long silentConcealed;
  private long concealmentEvents;
  private long samplesReceived;
  private long emitted;
  private double jitterBufferDelaySeconds;

  PeerConnectionStreamWriter(CallPlan plan, Media media, CallClock clock) {
    super(plan, media, clock);
  }

  @Override
  void skipTo(int second) {
    for (int earlier = 0; earlier < second; earlier++) {
      count(earlier);
    }
  }

  @Override
  void write(JsonGenerator json, int second) {
    count(second);
    boolean known = farEndKnown(second);
    json.writeStartObject();
    json.writeStringProperty("softphoneStreamType", AUDIO_INPUT);
    json.writeNumberProperty("timestamp", clock.sampledAt(second).toEpochMilli());
    json.writeNumberProperty("packetsCount", media.in.received[second]);
    json.writeNumberProperty("packetsLost", media.in.lost[second]);
    json.writeNumberProperty("audioLevel", media.in.level[second]);
    roundTrip(json, second, known);
    json.writeNumberProperty("jitter", seconds(media.in.jitterMillis[second]));
    json.writeNumberProperty("packetsDiscarded", discarded);
    json.writeNumberProperty("concealedSamples", concealed);
    json.writeNumberProperty("silentConcealedSamples", silentConcealed);
    json.writeNumberProperty("concealmentEvents", concealmentEvents);
    json.writeNumberProperty("totalSamplesReceived", samplesReceived);
    json.writeNumberProperty(
        "jitterBufferDelay", Math.round(jitterBufferDelaySeconds * 1_000) / 1_000.0);
    json.writeNumberProperty("jitterBufferEmittedCount", emitted);
    json.writeEndObject();

    json.writeStartObject();
    json.writeStringProperty("softphoneStreamType", AUDIO_OUTPUT);
    json.writeNumberProperty("timestamp", clock.sampledAt(second).toEpochMilli());
    json.writeNumberProperty("packetsCount", media.out.sent[second]);
    if (known) {
      json.writeNumberProperty("packetsLost", media.out.lost[second]);
      json.writeNumberProperty("jitter", seconds(media.out.jitterMillis[second]));
    }
    json.writeNumberProperty("audioLevel", media.out.level[second]);
    roundTrip(json, second, known);
    json.writeEndObject();
  }

  private void count(int second) {
    discarded += media.in.discarded[second];
    concealed += media.in.concealedSamples[second];
    silentConcealed += media.in.silentConcealedSamples[second];
    concealmentEvents += media.in.concealmentEvents[second];
    samplesReceived += Media.SAMPLES_PER_SECOND;
    if (media.in.received[second] > 0) {
      emitted += Media.SAMPLES_PER_SECOND;
      jitterBufferDelaySeconds +=
          (double) media.in.bufferMillis[second] / 1_000 * Media.SAMPLES_PER_SECOND;
    }
  }

  private void roundTrip(JsonGenerator json, int second, boolean known) {
    if (known) {
      json.writeNumberProperty(
          "roundTripTimeMillis", Math.round(media.out.roundTripTimeMillis[second]));
    }
  }

  private static double seconds(float millis) {
    return Math.round(millis * 10) / 10_000.0;
  }
}
