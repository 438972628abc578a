package io.linecheck.server.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.ingest.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordingTest {
  private final List<RecordedBody> bodies = new ArrayList<>();

  @Test
  void statisticsReportAndApiMetricsBecomeTheirRoutes() throws Exception {
    TelemetryFile.Found found = read(excerpt());
    assertThat(found.calls()).isEqualTo(1);
    assertThat(bodies)
        .extracting(RecordedBody::route)
        .containsExactly(
            Route.SOFTPHONE_METRICS, Route.CALL_REPORT, Route.SOFTPHONE_METRICS, Route.API_METRICS);
    assertThat(bodies.stream().mapToInt(RecordedBody::samples).sum()).isEqualTo(10);
  }

  @Test
  void everyBodyNamesTheAgentAndTheVersionsOfTheReport() throws Exception {
    read(excerpt());
    for (RecordedBody body : bodies) {
      JsonNode json = json(body);
      assertThat(json.path("agent").stringValue()).isEqualTo("Jane Agent");
      assertThat(json.path("collector").path("source").stringValue()).isEqualTo("log-import");
      assertThat(json.path("collector").path("rtcJsVersion").stringValue()).isEqualTo("1.3.2");
      assertThat(json.path("collector").path("streamsVersion").stringValue()).isEqualTo("2.28.1");
    }
  }

  @Test
  void muteIsToldOnceAndTheEndOfTheSessionIsNoUnmute() throws Exception {
    read(excerpt());
    List<String> kinds =
        StreamSupport.stream(json(bodies.getFirst()).path("events").spliterator(), false)
            .map(event -> event.path("kind").stringValue())
            .toList();
    assertThat(kinds)
        .containsExactly(
            "contactInit",
            "connecting",
            "sessionConnected",
            "accepted",
            "connected",
            "mute",
            "afterCallWork",
            "ended");
  }

  @Test
  void anApiMetricIsStampedWithWhenItWasReceived() throws Exception {
    read(excerpt());
    JsonNode metric = json(bodies.getLast()).path("API_METRIC").path(0);
    assertThat(metric.path("timestamp").longValue()).isEqualTo(1_795_333_684_000L);
  }

  @Test
  void theSameRecordingGivesTheSameBytes() throws Exception {
    read(excerpt());
    List<String> first = texts();
    bodies.clear();
    read(excerpt());
    assertThat(texts()).isEqualTo(first).doesNotHaveDuplicates();
  }

  @Test
  void whatIsNoRecordingIsSaidToBeNone() {
    assertThatThrownBy(() -> read("{\"event\":\"x\"}"))
        .hasMessage(
            "not a recording: expected an array of {event, receivedAt, data}, found an object");
    assertThatThrownBy(() -> read("")).hasMessageEndingWith("found nothing");
    assertThatThrownBy(() -> read("[{\"event\":\"x\"},{\"evnt\":\"y\"}]"))
        .hasMessageStartingWith("not a recording: element 1 has no \"event\" text");
    assertThatThrownBy(() -> read("[7]"))
        .hasMessageStartingWith("not a recording: element 0 is a number");
    assertThatThrownBy(() -> read("[{\"event\":\"x\"},\n  oops]"))
        .hasMessageStartingWith("not JSON at line 2, column ");
  }

  @Test
  void whatComesBeforeTheBreakIsHandedOn() {
    String broken = excerpt().substring(0, excerpt().lastIndexOf("MUTE_TOGGLE"));
    assertThatThrownBy(() -> read(broken)).isInstanceOf(RecordingException.class);
    assertThat(bodies.stream().mapToInt(RecordedBody::samples).sum()).isEqualTo(10);
  }

  private TelemetryFile.Found read(String recording)
      throws RecordingException, InterruptedException {
    return Recording.read(
        new ByteArrayInputStream(recording.getBytes(StandardCharsets.UTF_8)),
        new BodyWriter("9.9", BodyWriter.UNKNOWN_AGENT),
        bodies::add);
  }

  private List<String> texts() {
    return bodies.stream().map(body -> new String(body.content(), StandardCharsets.UTF_8)).toList();
  }

  private static JsonNode json(RecordedBody body) {
    return JsonMapper.shared().readTree(body.content());
  }

  private static String excerpt() {
    try (InputStream in =
        Objects.requireNonNull(RecordingTest.class.getResourceAsStream("one-call-mute.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
