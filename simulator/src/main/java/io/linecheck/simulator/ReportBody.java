package io.linecheck.simulator;

import io.linecheck.model.Fields;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The end of a call as the body of {@code callreport}. */
final class ReportBody {
  private final CallPlan plan;
  private final Media media;
  private final CallClock clock;
  private final Dice dice;

  private ReportBody(CallPlan plan, Media media, CallClock clock) {
    this.plan = plan;
    this.media = media;
    this.clock = clock;
    this.dice = Dice.of(plan.mediaSeed(), "report");
  }

  static byte[] write(CallPlan plan, Media media, CallClock clock, UUID batchId) {
    return Json.object(json -> new ReportBody(plan, media, clock).body(json, batchId));
  }

  private void body(JsonGenerator json, UUID batchId) {
    BodyHeader.write(json, plan, batchId);
    Computer computer = plan.agent().computer();
    json.writeNumberProperty("numberofCpu", computer.cores());
    json.writeNumberProperty("localDeviceMemoryLimit", computer.memoryGigabytes());
    json.writeStringProperty("agentBrowserName", computer.browser());
    json.writeStringProperty("agentBrowserversion", computer.browserVersion());
    json.writeObjectPropertyStart("report");
    json.writeStringProperty("callStartTime", MetricsBody.iso(plan.start()));
    json.writeStringProperty("callEndTime", MetricsBody.iso(plan.end()));
    phases(json);
    failures(json);
    totals(json);
    if (plan.agent().dialect() == Dialect.CONNECT_EVENTS && plan.failure() == null) {
      perSecond(json);
    }
    connection(json);
    json.writeEndObject();
  }

  /** A reused connection has no setup; a failed call has no talking. */
  private void phases(JsonGenerator json) {
    boolean setUp = plan.earlierSeconds() == 0;
    boolean talked = plan.failure() == null;
    boolean mediaFailed =
        plan.failure() == SetupFailure.GUM_OTHER || plan.failure() == SetupFailure.GUM_TIMEOUT;
    millis(json, "gumTimeMillis", setUp, mediaFailed ? 10_000 : dice.logNormal(14, 0.6));
    millis(json, "initializationTimeMillis", setUp && !mediaFailed, dice.logNormal(32, 0.5));
    millis(
        json,
        "iceCollectionTimeMillis",
        setUp && !mediaFailed,
        plan.failure() == SetupFailure.ICE_COLLECTION
            ? 8_000
            : dice.logNormal(60, 0.5) + 2 * plan.agent().path().roundTripTimeMillis());
    millis(json, "signallingConnectTimeMillis", setUp && !mediaFailed, dice.uniform(1, 4));
    millis(
        json,
        "handshakingTimeMillis",
        setUp && talked,
        dice.logNormal(150, 0.35) + 2 * plan.agent().path().roundTripTimeMillis());
    millis(json, "preTalkingTimeMillis", setUp && talked, dice.logNormal(420, 0.3));
    millis(json, "talkingTimeMillis", talked, 1_000.0 * plan.seconds() - dice.between(200, 700));
    json.writeNullProperty("cleanupTimeMillis");
  }

  private void failures(JsonGenerator json) {
    boolean reached = plan.earlierSeconds() == 0;
    for (String flag : Fields.FAILURE_FLAGS) {
      if (!reached) {
        json.writeNullProperty(flag);
        continue;
      }
      boolean failed = plan.failure() != null && plan.failure().flag().equals(flag);
      json.writeBooleanProperty(flag, failed);
      reached = !failed;
    }
  }

  /** Totals are those of the peer connection, which may have carried earlier calls. */
  private void totals(JsonGenerator json) {
    json.writeArrayPropertyStart("softphoneStreamStatistics");
    total(json, StreamWriter.AUDIO_INPUT, media.in.received, media.in.lost, media.in.level);
    total(json, StreamWriter.AUDIO_OUTPUT, media.out.sent, media.out.lost, media.out.level);
    json.writeEndArray();
  }

  private void total(JsonGenerator json, String stream, int[] count, int[] lost, int[] level) {
    json.writeStartObject();
    json.writeStringProperty("softphoneStreamType", stream);
    if (media.seconds > 0) {
      json.writeStringProperty("timestamp", MetricsBody.iso(clock.sampledAt(media.seconds - 1)));
      json.writeNumberProperty("packetsLost", sum(lost));
      json.writeNumberProperty("packetsCount", sum(count) + 50L * plan.earlierSeconds());
      json.writeNumberProperty("audioLevel", level[media.seconds - 1]);
    }
    json.writeEndObject();
  }

  private void perSecond(JsonGenerator json) {
    json.writeObjectPropertyStart("softphoneStreamPerSecondStatistics");
    json.writeObjectPropertyStart("AUDIO_INPUT");
    column(json, "packetsCount", second -> media.in.received[second]);
    column(json, "packetsLost", second -> media.in.lost[second]);
    column(json, "audioLevel", second -> media.in.level[second]);
    json.writeEndObject();
    json.writeObjectPropertyStart("AUDIO_OUTPUT");
    column(json, "packetsCount", second -> media.out.sent[second]);
    column(json, "packetsLost", second -> known(second) ? media.out.lost[second] : null);
    column(json, "audioLevel", second -> media.out.level[second]);
    column(
        json,
        "roundTripTimeMillis",
        second -> known(second) ? Math.round(media.out.roundTripTimeMillis[second]) : null);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void connection(JsonGenerator json) {
    Dialect dialect = plan.agent().dialect();
    json.writeNumberProperty("iceConnectionsLost", 0);
    json.writeNullProperty("iceConnectionsFailed");
    json.writeNullProperty("peerConnectionFailed");
    if (dialect == Dialect.AWS_SAMPLE) {
      return;
    }
    json.writeStringProperty("rtcJsVersion", dialect.rtcJsVersion());
    json.writeStringProperty("streamJsVersion", dialect.streamsVersion());
    json.writeStringProperty("contactSubtype", "connect:Telephony");
    json.writeBooleanProperty("isPersistentPeerConnection", plan.agent().persistentConnection());
    json.writeBooleanProperty("isExistingPersistentPeerConnection", plan.earlierSeconds() > 0);
    millis(json, "firstRTPTimeMillis", plan.failure() == null, dice.logNormal(280, 0.3));
    json.writeNumberProperty("skewTimeMillis", dice.between(-40, 40));
  }

  private void column(JsonGenerator json, String name, IntFunction<@Nullable Integer> value) {
    json.writeArrayPropertyStart(name);
    for (int second = 0; second < media.seconds; second++) {
      Integer number = value.apply(second);
      if (number == null) {
        json.writeNull();
      } else {
        json.writeNumber(number);
      }
    }
    json.writeEndArray();
  }

  private boolean known(int second) {
    return second >= media.firstReceiverReport;
  }

  private static void millis(JsonGenerator json, String name, boolean reached, double value) {
    if (reached) {
      json.writeNumberProperty(name, Math.round(value));
    } else {
      json.writeNullProperty(name);
    }
  }

  private static long sum(int[] values) {
    long sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }
}
