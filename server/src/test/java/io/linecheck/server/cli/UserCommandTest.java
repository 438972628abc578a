package io.linecheck.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UserCommandTest {
  @TempDir private Path data = Path.of("unused");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void accountsOfARunningServer() {
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      assertThat(run("user", "add", "jane", "--role", "analyst", "--queue", "sales")).isZero();
      assertThat(said())
          .startsWith("jane sets a password at " + server.uri("/welcome#"))
          .contains(" until 20");
      assertThat(run("user", "role", "Jane", "--role", "viewer,auditor")).isZero();
      assertThat(said()).isEqualTo("jane: viewer, auditor" + System.lineSeparator());
      assertThat(run("user", "disable", "jane")).isZero();
      assertThat(said()).isEqualTo("jane: viewer, auditor, disabled" + System.lineSeparator());
      assertThat(run("user", "list")).isZero();
      assertThat(said()).contains("jane", "viewer, auditor", "sales", "disabled");
      assertThat(run("user", "enable", "jane")).isZero();
      assertThat(run("user", "reset", "jane")).isZero();
      assertThat(said()).contains("jane sets a password at ");
      assertThat(server.get("/api/v1/audit?actor=local+access").body())
          .contains("account.create", "account.change", "account.reset");
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void accountsWithoutAServer() {
    assertThat(
            run(
                "user",
                "add",
                "root",
                "--role",
                "administrator",
                "--public-url",
                "https://linecheck.example.com"))
        .isZero();
    assertThat(said()).startsWith("root sets a password at https://linecheck.example.com/welcome#");
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      assertThat(server.server().startLink()).isEmpty();
      assertThat(server.get("/api/v1/users").body()).contains("\"name\":\"root\"");
    }
  }

  @Test
  void tokens() {
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      assertThat(run("token", "add", "prometheus", "--role", "monitoring")).isZero();
      String token = said().strip();
      assertThat(
              server
                  .send(
                      server
                          .anonymous("/api/v1/metrics")
                          .header("Authorization", "Bearer " + token))
                  .statusCode())
          .isEqualTo(200);
      assertThat(run("token", "list")).isZero();
      assertThat(said()).contains("prometheus", "monitoring", " until 20").doesNotContain(token);
      assertThat(run("token", "revoke", "prometheus")).isZero();
      assertThat(said()).isEqualTo("prometheus is revoked" + System.lineSeparator());
      assertThat(run("token", "revoke", "prometheus")).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains("NAME: there is no token \"prometheus\"");
    }
  }

  @Test
  void whatTheServerRefusesIsSaid() {
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      assertThat(run("user", "add", "jane", "--role", "queen")).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString())
          .contains("roles[0]: \"queen\" is not valid, expected one of viewer, analyst");
      assertThat(run("user", "disable", "nobody")).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains("id: there is no account \"nobody\"");
      assertThat(server.get("/api/v1/users").body()).isEqualTo("{\"users\":[]}");
    }
    assertThat(run("user", "add", "jane")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--role");
  }

  private String said() {
    String text = out.toString();
    out.getBuffer().setLength(0);
    return text;
  }

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    String[] all = Arrays.copyOf(arguments, arguments.length + 4);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = data.toString();
    all[arguments.length + 2] = "--log-level";
    all[arguments.length + 3] = "error";
    return command.execute(all);
  }
}
