package io.linecheck.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.Awaiting;
import io.linecheck.server.Browser;
import io.linecheck.server.SampleBodies;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Every route of the running server, for every role, in scope and out of scope, over real HTTP. */
class RoleTableTest {
  private static final String PASSWORD = "violet gravel teaspoon";
  private static final String IN = "contact-in-scope";
  private static final String OUT = "contact-out-of-scope";

  private final RoleTable table = RoleTable.read();
  private final TestServer server;
  private final long now = System.currentTimeMillis();

  /** By role: one limited to a queue or an agent, one who sees everything that the role may. */
  private final Map<String, Browser> limited = new LinkedHashMap<>();

  private final Map<String, Browser> unlimited = new LinkedHashMap<>();

  RoleTableTest(@TempDir Path data) {
    server = TestServer.on(withProvider(data));
  }

  /** Its routes exist only where there is one; at its address nobody answers. */
  private static Settings withProvider(Path data) {
    return Settings.load(
        List.of(),
        Map.of(
            "LINECHECK_PORT", "0",
            "LINECHECK_DATA", data.toString(),
            "LINECHECK_OIDC_ISSUER", "http://127.0.0.1:9/realms/none",
            "LINECHECK_OIDC_CLIENT_ID", "linecheck",
            "LINECHECK_OIDC_CLIENT_SECRET", "nobody-asks-for-it"),
        null);
  }

  @BeforeEach
  void fill() {
    server.post("/ingest/softphonemetrics", SampleBodies.call(IN, now - 60_000, 20));
    server.post(
        "/ingest/softphonemetrics",
        SampleBodies.call(OUT, now - 60_000, 20)
            .replace("\"sales\"", "\"care\"")
            .replace("\"jane\"", "\"john\""));
    for (Role role : Role.values()) {
      String narrow =
          role == Role.AGENT
              ? "{\"kind\":\"own\",\"agent\":\"jane\"}"
              : "{\"kind\":\"limited\",\"queues\":[\"sales\"],\"hierarchy\":[]}";
      limited.put(role.word(), member(role, "limited", narrow));
      if (role != Role.AGENT) {
        unlimited.put(role.word(), member(role, "unlimited", "{\"kind\":\"everything\"}"));
      }
    }
    limited.put("anonymous", new Browser(server));
    String calls = path("GET /api/v1/calls");
    Awaiting.until(() -> server.get(calls).body().contains(IN));
    Awaiting.until(() -> server.get(calls).body().contains(OUT));
  }

  @AfterEach
  void close() {
    limited.values().forEach(Browser::close);
    unlimited.values().forEach(Browser::close);
    server.close();
  }

  @Test
  void everyRouteIsInTheTable() {
    assertThat(server.server().routes())
        .extracting(route -> route.method() + " " + route.path())
        .as("routes of the server, against roles.txt")
        .containsExactlyInAnyOrderElementsOf(table.byRoute().keySet());
    assertThat(table.who()).containsExactlyInAnyOrderElementsOf(limited.keySet());
  }

  @Test
  void everyRoleGetsWhatTheTableSays() {
    for (String route : table.byRoute().keySet()) {
      for (String somebody : table.who()) {
        check(route, somebody, limited(somebody), List.of(IN), List.of(OUT));
        Browser all = unlimited.get(somebody);
        if (all != null) {
          check(route, somebody, all, List.of(IN, OUT), List.of());
        }
      }
    }
  }

  @Test
  void networkFieldsAreForThoseWhoMaySeeThem() {
    for (Role role : List.of(Role.VIEWER, Role.ANALYST, Role.AGENT, Role.ENGINEER)) {
      Browser browser = limited(role.word());
      boolean may = role.permissions().contains(Permission.NETWORK);
      assertThat(browser.get("/api/v1/fields").body().contains("\"agentPublicIp\""))
          .as(role.word())
          .isEqualTo(may);
      String call = browser.get("/api/v1/calls/" + IN).body();
      assertThat(call.contains("agentPublicIp")).as(role.word() + ": " + call).isEqualTo(may);
      assertThat(
              browser
                  .get(
                      "/api/v1/fields/agentPublicIp/values?dataset=calls&from=%d&to=%d"
                          .formatted(now - 3_600_000, now + 60_000))
                  .statusCode())
          .isEqualTo(may ? 200 : 403);
      assertThat(browser.get(path("GET /api/v1/calls") + "&q=127.0.0").body().contains(IN))
          .as(role.word())
          .isEqualTo(may);
    }
  }

  @Test
  void lookingAtACallIsWrittenDown() {
    limited("viewer").get("/api/v1/calls/" + IN);
    limited("viewer").get("/api/v1/calls/" + IN);
    assertThat(server.get("/api/v1/audit?action=call.look").body())
        .contains("\"target\":\"" + IN + "\"", "\"agent\":\"jane\"")
        .containsOnlyOnce("\"actor\":\"viewer-limited\"");
  }

  private void check(
      String route, String somebody, Browser browser, List<String> seen, List<String> unseen) {
    String who = somebody + " at " + route;
    HttpResponse<String> answer = ask(browser, route);
    switch (table.cell(route, somebody)) {
      case REFUSED ->
          assertThat(answer.statusCode())
              .as(who)
              .isEqualTo(somebody.equals("anonymous") ? 401 : 403);
      case ALLOWED -> {
        if (wrongOnPurpose(route)) {
          assertThat(answer.statusCode()).as(who + ": " + answer.body()).isNotEqualTo(500);
        } else {
          assertThat(answer.statusCode()).as(who + ": " + answer.body()).isNotIn(401, 403, 500);
        }
        assertThat(answer.body()).as(who).doesNotContain(OUT);
      }
      case CALLS -> {
        assertThat(answer.statusCode()).as(who + ": " + answer.body()).isEqualTo(200);
        assertThat(answer.body()).as(who).contains(shownBy(route, seen));
        unseen.forEach(contact -> assertThat(answer.body()).as(who).doesNotContain(contact));
        if (route.endsWith("/{contactId}") && !unseen.isEmpty()) {
          assertThat(browser.get("/api/v1/calls/" + OUT).statusCode()).as(who).isEqualTo(404);
        }
      }
    }
    if (route.startsWith("DELETE /api/v1/session") && !somebody.equals("anonymous")) {
      signInAgain(browser, somebody, unseen.isEmpty() ? "unlimited" : "limited");
    }
  }

  /** One call is asked for by its id. */
  private static List<String> shownBy(String route, List<String> seen) {
    return route.endsWith("/{contactId}") ? List.of(IN) : seen;
  }

  /** What proves who one is answers 401 to what proves nothing. */
  private static boolean wrongOnPurpose(String route) {
    return route.equals("POST /api/v1/session/second-factor");
  }

  private HttpResponse<String> ask(Browser browser, String route) {
    String method = route.substring(0, route.indexOf(' '));
    return browser.send(method, path(route), body(route, method));
  }

  private String path(String route) {
    String range = "from=" + (now - 3_600_000) + "&to=" + (now + 60_000);
    return switch (route) {
      case "GET /api/v1/fields/{name}/values" ->
          "/api/v1/fields/contactId/values?dataset=calls&" + range;
      case "GET /api/v1/calls" -> "/api/v1/calls?" + range;
      case "GET /api/v1/calls/{contactId}" -> "/api/v1/calls/" + IN;
      case "GET /api/v1/export" -> "/api/v1/export?dataset=samples&format=csv&" + range;
      default ->
          route
              .substring(route.indexOf(' ') + 1)
              .replaceAll("\\{[^}]+}", "x")
              .replace("<file>", "x.js");
    };
  }

  private @Nullable String body(String route, String method) {
    String range = "\"from\":%d,\"to\":%d".formatted(now - 3_600_000, now + 60_000);
    return switch (route) {
      case "POST /api/v1/query" ->
          "{\"dataset\":\"samples\",%s,\"groupBy\":[\"contactId\"],\"measures\":[{\"as\":\"n\",\"count\":true}]}"
              .formatted(range);
      case "POST /api/v1/search" -> "{\"dataset\":\"samples\",%s}".formatted(range);
      default -> List.of("GET", "HEAD", "OPTIONS").contains(method) ? null : "{}";
    };
  }

  private Browser limited(String role) {
    return Objects.requireNonNull(limited.get(role), role);
  }

  private Browser member(Role role, String kind, String scope) {
    String name = role.word() + "-" + kind;
    HttpResponse<String> invited =
        server.post(
            "/api/v1/users",
            "{\"name\":\"%s\",\"roles\":[\"%s\"],\"scope\":%s}"
                .formatted(name, role.word(), scope));
    assertThat(invited.statusCode()).as(invited.body()).isEqualTo(200);
    String link = JsonMapper.shared().readTree(invited.body()).get("invitationUrl").stringValue();
    Browser browser = new Browser(server);
    HttpResponse<String> accepted =
        browser.send(
            "POST",
            "/api/v1/invitation/accept",
            "{\"token\":\"%s\",\"password\":\"%s\"}"
                .formatted(URI.create(link).getFragment(), PASSWORD));
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
    return browser;
  }

  private static void signInAgain(Browser browser, String role, String kind) {
    HttpResponse<String> answer =
        browser.send(
            "POST",
            "/api/v1/session",
            "{\"name\":\"%s-%s\",\"password\":\"%s\"}".formatted(role, kind, PASSWORD));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
