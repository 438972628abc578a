package io.linecheck.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCommandTest {
  @TempDir private Path home = Path.of("unused");

  @Test
  void tablesOfARunningServer() throws IOException {
    Path data = home.resolve("data");
    Path file = Files.writeString(home.resolve("a.csv"), "agent,team\nada,Blue\n");
    Path bad = Files.writeString(home.resolve("b.csv"), "agent,team\n,Blue\n");
    try (TestServer server = TestServer.on(TestServer.settings(data))) {
      Commands.Result put = run(data, "table", "put", "agents", file.toString(), "--apply");
      assertThat(put.err()).isEmpty();
      assertThat(put.out().lines())
          .containsExactly("1 agents are in force", "Applied: 0 calls looked at, 0 changed");
      assertThat(server.get("/api/v1/tables/agents").body()).contains("ada");

      assertThat(run(data, "table", "put", "agents", bad.toString()).err())
          .contains("line 2: agent: is missing, expected a user name");
      assertThat(run(data, "table", "put", "people", file.toString()).err())
          .contains("TABLE: \"people\" is not valid, expected networks or agents");
      assertThat(run(data, "table", "put", "agents", home.resolve("none").toString()).err())
          .contains("none cannot be read");
    }
  }

  private static Commands.Result run(Path data, String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = data.toString();
    return Commands.run(all);
  }
}
