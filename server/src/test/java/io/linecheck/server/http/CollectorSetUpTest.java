package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.FakeStore;
import io.linecheck.server.SampleBodies;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.SettingsCatalogue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CollectorSetUpTest {
  private static final String ALLOWED = "https://crm.example.com";
  private static final String OTHER = "https://wiki.example.com";

  private final TestServer server =
      TestServer.on(
          new FakeStore(), TestServer.settings().with(SettingsCatalogue.ALLOWED_ORIGINS, ALLOWED));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void saysHowPagesAreToSend() {
    assertThat(server.get("/api/v1/collector").body())
        .isEqualTo(
            "{\"setUp\":{\"ingestBase\":\"/ingest\",\"ingestAuth\":\"origin\","
                + "\"allowedOrigins\":[\"https://crm.example.com\"],"
                + "\"softphoneConfigured\":false},\"origins\":[]}");
  }

  @Test
  void saysWhichPagesSentAndWhichWereRefusedTheLastFirst() {
    send(ALLOWED);
    send(OTHER);
    send("https://a b.example.com/<script>");

    assertThat(server.get("/api/v1/collector").body())
        .containsPattern(
            "\"origins\":\\[\\{\"origin\":\"https://wiki.example.com\",\"allowed\":false,"
                + "\"refusedAt\":\\d+,\"refusal\":\"Origin: pages of [^}]+ expected one of"
                + " allowed-origins\"},"
                + "\\{\"origin\":\"https://crm.example.com\",\"allowed\":true,\"takenAt\":\\d+}]");
  }

  @Test
  void answersForAnOriginThatWasNotSeenYet() {
    assertThat(server.get("/api/v1/collector?origin=" + ALLOWED).body())
        .endsWith("\"origins\":[{\"origin\":\"https://crm.example.com\",\"allowed\":true}]}");
    assertThat(server.get("/api/v1/collector?origin=" + OTHER).body())
        .endsWith("\"origins\":[{\"origin\":\"https://wiki.example.com\",\"allowed\":false}]}");
    assertThat(server.get("/api/v1/collector?origin=" + "x".repeat(301)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void isForWhoeverMayManage() {
    assertThat(server.send(server.anonymous("/api/v1/collector")).statusCode()).isEqualTo(401);
  }

  private void send(String origin) {
    byte[] body =
        SampleBodies.call("c1", System.currentTimeMillis() - 1000, 1)
            .getBytes(StandardCharsets.UTF_8);
    server.send(server.json("/ingest/softphonemetrics", body).header("Origin", origin));
  }
}
