package io.linecheck.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.linecheck.server.Browser;
import io.linecheck.server.CapturedLog;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server with an administrator who is signed in, and what it logs. */
final class Attacked implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";

  final CapturedLog log = new CapturedLog(Level.INFO);
  final TestServer server;
  final Browser administrator;
  final String invitation;

  private Attacked(Settings settings) {
    server = TestServer.on(settings);
    administrator = new Browser(server);
    invitation = server.server().startLink().orElseThrow().getFragment();
    HttpResponse<String> accepted = accept(administrator, invitation, "jane");
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
  }

  static Attacked on(Path data) {
    return on(TestServer.settings(data));
  }

  static Attacked on(Settings settings) {
    return new Attacked(settings);
  }

  static HttpResponse<String> accept(Browser browser, String invitation, String name) {
    return browser.send(
        "POST",
        "/api/v1/invitation/accept",
        "{\"token\":\"%s\",\"name\":\"%s\",\"password\":\"%s\"}"
            .formatted(invitation, name, PASSWORD));
  }

  static HttpResponse<String> signIn(Browser browser, String name, String password) {
    return browser.send(
        "POST",
        "/api/v1/session",
        "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
  }

  /** The answer, which must have been a success. */
  JsonNode done(String method, String path, String json) {
    HttpResponse<String> answer = administrator.send(method, path, json);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return JsonMapper.shared().readTree(answer.body());
  }

  /** What the audit log says of an action. */
  String audit(String action) {
    return administrator.get("/api/v1/audit?action=" + action).body();
  }

  @Override
  public void close() {
    administrator.close();
    server.close();
    log.close();
  }
}
