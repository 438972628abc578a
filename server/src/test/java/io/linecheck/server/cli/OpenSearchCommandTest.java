package io.linecheck.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSearchCommandTest {
  @Test
  void aClusterMustBeNamed() {
    Commands.Result result = Commands.run("opensearch", "setup");

    assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("opensearch-url is missing");
  }

  @Test
  void aClusterThatDoesNotAnswerIsNamed() {
    Commands.Result result =
        Commands.run("opensearch", "setup", "--opensearch-url", "http://127.0.0.1:1");

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("the cluster cannot be set up: OpenSearch at 127.0.0.1:1 does not answer");
  }

  @Test
  void aServerDoesNotStartWithoutItsCluster(@TempDir Path data) {
    Commands.Result result =
        Commands.run(
            "serve",
            "--store",
            "opensearch",
            "--opensearch-url",
            "http://127.0.0.1:1",
            "--data",
            data.toString());

    assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("the store in OpenSearch cannot be opened: OpenSearch at 127.0.0.1:1");
  }

  @Test
  void dashboardsAreWrittenOnce(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("linecheck.ndjson");

    Commands.Result printed =
        Commands.run("opensearch", "dashboards-export", "--opensearch-prefix", "east-");
    Commands.Result written =
        Commands.run(
            "opensearch", "dashboards-export", "--opensearch-prefix", "east-", file.toString());
    Commands.Result again = Commands.run("opensearch", "dashboards-export", file.toString());

    assertThat(printed.out()).contains("\"title\":\"east-linecheck-call-*\"");
    assertThat(Files.readString(file)).isEqualTo(printed.out());
    assertThat(written.out()).contains(printed.out().lines().count() + " saved objects");
    assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(again.err()).contains(file + " exists: choose another file");
  }
}
