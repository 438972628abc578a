package io.linecheck.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.linecheck.model.SampleField;
import io.linecheck.model.StreamType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** An {@link Ingest} on a store in memory, at a fixed time a little after the recorded calls. */
final class Ingesting {
  static final Instant NOW = Instant.parse("2026-11-22T08:05:00Z");

  final FakeStore store = new FakeStore();
  final CountingOutcomes outcomes = new CountingOutcomes();
  Ingest ingest = restarted(IngestLimits.DEFAULT);

  /** A second ingest on the same store, as after a restart: with nothing in memory. */
  Ingest restarted(IngestLimits limits) {
    return new Ingest(store, store, limits, outcomes, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  IngestAnswer post(Route route, byte[] body) {
    return ingest.accept(
        new IngestRequest(
            route,
            body,
            "203.0.113.7",
            "https://softphone.example",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/156.0.0.0 Safari/537.36",
            NOW));
  }

  IngestAnswer post(Route route, String body) {
    return post(route, body.getBytes(UTF_8));
  }

  /** Posts samples of a call; each is the inside of a JSON object. */
  IngestAnswer samples(String contactId, String... samples) {
    return post(
        Route.SOFTPHONE_METRICS,
        "{\"contactId\":\"%s\",\"agent\":\"jane\",\"softphoneStreamStatistics\":[%s]}"
            .formatted(contactId, "{" + String.join("},{", samples) + "}"));
  }

  IngestAnswer example(Route route, String name) {
    return post(route, exampleBytes(name));
  }

  static byte[] exampleBytes(String name) {
    try {
      return Files.readAllBytes(spec().resolve("examples").resolve(name));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Tests run in the module's folder. */
  static Path spec() {
    return Path.of("..", "spec");
  }

  /** A field of one direction of a contact, in time order. */
  List<Double> column(String contactId, StreamType stream, SampleField field) {
    return store.stream(contactId, stream).stream().map(row -> row.get(field)).toList();
  }

  static String input(int second, String rest) {
    return sample("audio_input", second, rest);
  }

  static String output(int second, String rest) {
    return sample("audio_output", second, rest);
  }

  private static String sample(String stream, int second, String rest) {
    return "\"softphoneStreamType\":\"%s\",\"timestamp\":\"2026-11-22T08:%02d:%02d.000Z\"%s"
        .formatted(stream, second / 60, second % 60, rest.isEmpty() ? "" : "," + rest);
  }
}
