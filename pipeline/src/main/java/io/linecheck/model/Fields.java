package io.linecheck.model;

import static io.linecheck.model.FieldType.BOOLEAN;
import static io.linecheck.model.FieldType.KEYWORD;
import static io.linecheck.model.FieldType.NUMBER;
import static io.linecheck.model.FieldType.TIME;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The field catalogue: every field of every dataset, in the order in which documents show them.
 * Stores lay out columns by it, the API validates questions by it, the UI offers it.
 */
public final class Fields {
  public static final String TIMESTAMP = "timestamp";
  public static final String AGENT = "agent";
  public static final String CONTACT_ID = "contactId";
  public static final String STREAM = "softphoneStreamType";

  /** The failure flags of Connect's report, in the order of the stages. */
  public static final List<String> FAILURE_FLAGS =
      List.of(
          "gumTimeoutFailure",
          "gumOtherFailure",
          "createOfferFailure",
          "setLocalDescriptionFailure",
          "iceCollectionFailure",
          "signallingConnectionFailure",
          "userBusyFailure",
          "handshakingFailure",
          "invalidRemoteSDPFailure",
          "setRemoteDescriptionFailure",
          "noRemoteIceCandidateFailure");

  private static final Map<Dataset, List<Field>> CATALOGUE = catalogue();

  private Fields() {}

  public static List<Field> of(Dataset dataset) {
    return CATALOGUE.getOrDefault(dataset, List.of());
  }

  public static Optional<Field> find(Dataset dataset, String name) {
    return of(dataset).stream().filter(field -> field.name().equals(name)).findFirst();
  }

  private static Map<Dataset, List<Field>> catalogue() {
    EnumMap<Dataset, List<Field>> all = new EnumMap<>(Dataset.class);
    all.put(
        Dataset.SAMPLES,
        concat(time("Moment of the sample"), identity(), stream(), attributes(), samples()));
    all.put(
        Dataset.WINDOWS,
        concat(time("Start of the ten seconds"), identity(), stream(), attributes(), windows()));
    all.put(
        Dataset.CALLS,
        concat(time("First moment known of the call"), identity(), attributes(), calls()));
    all.put(Dataset.REPORTS, concat(time("End of the call"), identity(), attributes(), reports()));
    all.put(
        Dataset.API_METRICS,
        concat(time("When the API call ended"), List.of(agent()), apiMetrics()));
    all.put(Dataset.EVENTS, concat(time("When it happened"), identity(), attributes(), events()));
    return all;
  }

  private static List<Field> time(String description) {
    return List.of(new Field(TIMESTAMP, TIME, null, description));
  }

  private static Field agent() {
    return new Field(AGENT, KEYWORD, null, "Agent's user name");
  }

  private static List<Field> identity() {
    return List.of(new Field(CONTACT_ID, KEYWORD, null, "Contact"), agent());
  }

  private static List<Field> stream() {
    return List.of(
        new Field(
            STREAM,
            KEYWORD,
            null,
            "audio_input: what the agent hears; audio_output: what the customer hears"));
  }

  private static List<Field> attributes() {
    List<Field> fields = new ArrayList<>();
    for (CallAttribute attribute : CallAttribute.values()) {
      fields.add(attribute.field());
    }
    return fields;
  }

  private static List<Field> samples() {
    List<Field> fields = new ArrayList<>();
    for (SampleField field : SampleField.values()) {
      fields.add(field.field());
    }
    return fields;
  }

  /**
   * Members of a window that may be summed are plain sums, so that roll-ups can answer ratios of
   * them.
   */
  private static List<Field> windows() {
    return List.of(
        number("sampleCount", null, "Samples in the window"),
        number("packetsLost", "packets", "Packets lost"),
        number("packetsCount", "packets", "Packets received or sent, where loss was measured too"),
        number(
            "packetsExpected",
            "packets",
            "Packets that should have come: lost + received, or sent"),
        number("discardedCount", "packets", "Packets that came too late to be played"),
        number("lossPercent", "%", "Packets lost of those expected"),
        number("concealedPercent", "%", "Audible concealment of all audio played"),
        number("jitterMillis", "ms", "Mean interarrival jitter"),
        number("jitterBufferDelayMillis", "ms", "Mean delay in the jitter buffer"),
        number("roundTripTimeMillis", "ms", "Mean round-trip time"),
        number("maxRoundTripTimeMillis", "ms", "Highest round-trip time of a second"),
        number("audioLevel", null, "Mean audio level, 0 to 32768"),
        number("rFactor", null, "R by ITU-T G.107, echo-controlled, narrowband scale"),
        number("networkRFactor", null, "R of the network alone"),
        number("mosCqe", null, "Conversational MOS, 1 to 4.5"),
        number("mosLqe", null, "Listening MOS, 1 to 4.5"),
        keyword("quality", "good, fair, poor, bad or unclassified"),
        keyword("unclassifiedReason", "Why the window is not judged"),
        number("goodCount", "windows", "1 if good"),
        number("fairCount", "windows", "1 if fair"),
        number("poorCount", "windows", "1 if poor"),
        number("badCount", "windows", "1 if bad"),
        number("classifiedCount", "windows", "1 unless unclassified"));
  }

  private static List<Field> calls() {
    return List.of(
        new Field("endTimestamp", TIME, null, "Last moment known of the call"),
        number("durationSeconds", "s", "From first to last moment known"),
        flag("active", "Data came within the last 45 s and the call has not ended"),
        keyword("quality", "good, fair, poor, bad or unclassified"),
        number("rFactor", null, "Mean R of the worse direction"),
        number("mosCqe", null, "Mean conversational MOS of the worse direction"),
        number("agentHearsMosCqe", null, "Mean MOS of audio_input"),
        number("customerHearsMosCqe", null, "Mean MOS of audio_output"),
        number("mosCqeP10", null, "Tenth percentile of MOS over windows"),
        number("worst30sMosCqe", null, "Lowest mean MOS over 30 s"),
        number(
            "poorSecondsPercent",
            "%",
            "Judged seconds with R below the threshold of poor, worse direction"),
        number("agentHearsLossPercent", "%", "Loss over the call, audio_input"),
        number("customerHearsLossPercent", "%", "Loss over the call, audio_output"),
        number("jitterMillis", "ms", "Mean jitter over both directions"),
        number("roundTripTimeMillis", "ms", "Mean round-trip time"),
        number("maxRoundTripTimeMillis", "ms", "Highest round-trip time of a second"),
        number("sampleCount", null, "Samples stored"),
        number("mutedSeconds", "s", "Time the agent was muted"),
        number("holdSeconds", "s", "Time on hold"),
        flag("reported", "An end-of-call report came"),
        flag("setupFailed", "The report names a failure before talking began"),
        keyword("setupFailure", "Which stage failed, in the report's word"),
        number("talkingTimeMillis", "ms", "Talking, by the report"),
        number("poorCallCount", "calls", "1 if the call is poor or bad"),
        number("classifiedCallCount", "calls", "1 unless unclassified"),
        number("setupFailureCount", "calls", "1 if setup failed"),
        number("activeCount", "calls", "1 if active"));
  }

  /** Scalars of Connect's report; the search document carries the whole report beside them. */
  private static List<Field> reports() {
    List<Field> fields = new ArrayList<>();
    for (String name :
        List.of(
            "gumTimeMillis",
            "initializationTimeMillis",
            "iceCollectionTimeMillis",
            "signallingConnectTimeMillis",
            "handshakingTimeMillis",
            "preTalkingTimeMillis",
            "talkingTimeMillis",
            "cleanupTimeMillis",
            "firstRTPTimeMillis",
            "iceRestartTimeMillis",
            "skewTimeMillis")) {
      fields.add(number(name, "ms", "By the report"));
    }
    for (String name : FAILURE_FLAGS) {
      fields.add(flag(name, "Stage failed; absent if it was not reached"));
    }
    fields.add(new Field("callStartTime", TIME, null, "Start of the softphone session"));
    fields.add(new Field("callEndTime", TIME, null, "End of the softphone session"));
    fields.add(number("iceConnectionsLost", null, "Times the ICE connection was lost"));
    fields.add(flag("isExistingPersistentPeerConnection", "The call reused a peer connection"));
    return fields;
  }

  private static List<Field> apiMetrics() {
    return List.of(
        keyword("name", "Connect's API method"),
        number("time", "ms", "How long the call took; waiting, for a long poll"),
        number("httpStatus", null, "HTTP status"),
        flag("failed", "The call failed"),
        keyword("errorType", "Connect's error type"),
        flag("longPoll", "time is waiting, not latency"));
  }

  private static List<Field> events() {
    return List.of(keyword("kind", "What happened"), keyword("data", "What came with it, as JSON"));
  }

  private static Field number(String name, @Nullable String unit, String description) {
    return new Field(name, NUMBER, unit, description);
  }

  private static Field keyword(String name, String description) {
    return new Field(name, KEYWORD, null, description);
  }

  private static Field flag(String name, String description) {
    return new Field(name, BOOLEAN, null, description);
  }

  @SafeVarargs
  private static List<Field> concat(List<Field>... parts) {
    List<Field> all = new ArrayList<>();
    for (List<Field> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }
}
