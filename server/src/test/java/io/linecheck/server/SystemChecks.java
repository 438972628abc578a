package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code GET /api/v1/system} says. */
public final class SystemChecks {
  private final JsonNode answer;

  private SystemChecks(JsonNode answer) {
    this.answer = answer;
  }

  public static SystemChecks of(TestServer server) {
    HttpResponse<String> answer = server.get("/api/v1/system");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new SystemChecks(JsonMapper.shared().readTree(answer.body()));
  }

  public String state() {
    return answer.path("state").asString();
  }

  /** State, finding, advice and details of a check, each on a line. */
  public String check(String id) {
    JsonNode check =
        answer
            .path("checks")
            .valueStream()
            .filter(one -> one.path("id").asString().equals(id))
            .findAny()
            .orElseThrow(() -> new AssertionError("no check " + id + " in " + answer));
    StringBuilder text = new StringBuilder();
    for (String member : new String[] {"state", "finding", "advice"}) {
      text.append(check.path(member).asString("")).append('\n');
    }
    check.path("details").valueStream().forEach(line -> text.append(line.asString()).append('\n'));
    return text.toString();
  }
}
