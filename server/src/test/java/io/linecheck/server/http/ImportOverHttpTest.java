package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.SampleField;
import io.linecheck.server.FakeStore;
import io.linecheck.server.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportOverHttpTest {
  private static final int TOO_LARGE = (32 << 20) + 1;

  private final FakeStore store = new FakeStore();
  private final TestServer server = TestServer.on(store);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void storesTheCallsOfAFile() {
    HttpResponse<String> answer = server.send(file("?agent=jane&contactId=c-9", dump()));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"contactIds\":[\"c-9\"],\"accepted\":2,\"duplicates\":0,\"rejected\":0}");
    assertThat(store.batches).hasSize(1);
    assertThat(store.batches.getFirst().agent()).isEqualTo("jane");
    assertThat(store.batches.getFirst().contactId()).isEqualTo("c-9");
  }

  @Test
  void storesTheDocumentsOfAnAwsSampleDeployment() {
    HttpResponse<String> answer =
        server.send(
            file(
                "",
                """
                {"_index":"softphonestreamstats-2026-11-20","_source":{"doc":{"agent":"jane",\
                "contactId":"c-9","softphoneStreamType":"audio_input","timestamp":%d,\
                "packetsLost":1,"packetsCount":49,"audioLevel":7,"jitterBufferMillis":2,\
                "roundTripTimeMillis":0}}}
                """
                    .formatted(System.currentTimeMillis() - 60_000)));

    assertThat(answer.body())
        .isEqualTo("{\"contactIds\":[\"c-9\"],\"accepted\":1,\"duplicates\":0,\"rejected\":0}");
    assertThat(store.batches.getFirst().samples().get(SampleField.ROUND_TRIP_TIME_MILLIS, 0))
        .isNaN();
  }

  @Test
  void aFileOfAnotherKindIsRefusedInWords() {
    HttpResponse<String> answer = server.send(file("", "<html>"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains(
            "file: not a file of a call: it begins with \\\"<html>\\\"; expected agent-log.txt");
    assertThat(store.batches).isEmpty();
  }

  @Test
  void aFileThatIsTooLargeIsRefused() {
    HttpResponse<String> answer = server.send(file("", "[" + " ".repeat(TOO_LARGE)));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("file: too large, expected at most 33554432 bytes");
  }

  @Test
  void nobodyImportsWhoMayNotExport() {
    HttpResponse<String> answer =
        server.send(server.anonymous("/api/v1/imports").POST(BodyPublishers.ofString(dump())));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(store.batches).isEmpty();
  }

  private HttpRequest.Builder file(String query, String content) {
    return server.request("/api/v1/imports" + query).POST(BodyPublishers.ofString(content));
  }

  private static String dump() {
    long now = System.currentTimeMillis() - 60_000;
    StringBuilder lines = new StringBuilder();
    for (int second = 0; second < 3; second++) {
      lines.append(
          """
          ["getStats","PC_0",{"IT":{"type":"inbound-rtp","kind":"audio","packetsReceived":%d}},%d]
          """
              .formatted(50 * second, now + 1000L * second));
    }
    return lines.toString();
  }
}
