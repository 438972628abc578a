package io.linecheck.server;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies of the three routes, as our collector and the AWS sample's page send them. */
public final class SampleBodies {
  private SampleBodies() {}

  /** Both directions of some seconds of a call. */
  public static String call(String contactId, long fromMillis, int seconds) {
    return of(
        contactId,
        IntStream.range(0, seconds)
            .mapToObj(second ->
                sample("audio_input", fromMillis + second * 1000L)
                    + ","
                    + sample("audio_output", fromMillis + second * 1000L))
            .collect(Collectors.joining(",")));
  }

  /** A body around samples given as JSON. */
  public static String of(String contactId, String samples) {
    return """
    {"agent":"jane","contactId":"%s","contactQueue":"sales","agentRoutingProfile":"basic",
     "softphoneStreamStatistics":[%s]}\
    """
        .formatted(contactId, samples);
  }

  public static String sample(String stream, long timestampMillis) {
    return String.format(
        Locale.ROOT,
        """
        {"softphoneStreamType":"%s","timestamp":%d,"packetsLost":1,"packetsCount":49,\
        "audioLevel":1200,"jitterBufferMillis":20,"roundTripTimeMillis":80}\
        """,
        stream,
        timestampMillis);
  }

  public static String report(String contactId, long endMillis) {
    return """
    {"agent":"jane","contactId":"%s","contactQueue":"sales","agentBrowserName":"Chrome",
     "report":{"callStartTime":%d,"callEndTime":%d,"gumTimeMillis":12,
      "talkingTimeMillis":20000,"gumOtherFailure":false}}\
    """
        .formatted(contactId, endMillis - 30_000, endMillis);
  }

  public static String apiMetric(long timestampMillis) {
    return """
    {"agent":"jane","API_METRIC":[{"name":"getAgentConfiguration","time":41,"timestamp":%d}]}\
    """
        .formatted(timestampMillis);
  }
}
