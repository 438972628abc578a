package io.linecheck.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.server.FakeStore;
import io.linecheck.server.LinecheckServer;
import io.linecheck.server.StartException;
import io.linecheck.server.TestServer;
import io.linecheck.server.config.Settings;
import io.linecheck.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir private Path data = Path.of("unused");

  @Test
  void aRunningServerIsAsked() {
    FakeStore store = new FakeStore();
    try (TestServer server = TestServer.on(store, TestServer.settings(data))) {
      Commands.Result well = doctor();
      assertThat(well.exitCode()).isZero();
      assertThat(well.out())
          .contains("ATTENTION  Telemetry arrives: None has come since the server started")
          .contains("→ Right if nobody takes calls now.")
          .contains("ok         Telemetry refused: Nothing was refused")
          .contains("Commits: none since the server started");

      store.fail(StoreException.Cause.BROKEN);
      Commands.Result broken = doctor();
      assertThat(broken.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(broken.out()).contains("FAILING    Store: The last write failed: disk full");
      assertThat(server.server().port()).isPositive();
    }
  }

  @Test
  void withoutAServerItSaysWhetherOneCouldStart() {
    Commands.Result alone = doctor("--port", "0");

    assertThat(alone.exitCode()).isZero();
    assertThat(alone.out())
        .contains("ATTENTION  Server: No server runs on this data directory; 127.0.0.1:0 is free")
        .contains("ok         Data directory: " + data + " holds 0 bytes")
        .contains("Versions: Linecheck ");
  }

  @Test
  void whyTheLastStartFailedIsKnown() throws IOException {
    Files.writeString(data.resolve("linecheck.duckdb"), "this is no database");
    Settings settings = TestServer.settings(data);
    assertThatThrownBy(() -> LinecheckServer.start(settings)).isInstanceOf(StartException.class);

    Commands.Result alone = doctor("--port", "0");
    assertThat(alone.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(alone.out()).contains("FAILING    Last start: It failed ", "the store in " + data);

    Files.delete(data.resolve("linecheck.duckdb"));
    LinecheckServer.start(settings).close();
    assertThat(doctor("--port", "0").exitCode()).isZero();
  }

  @Test
  void aPortThatIsTakenIsSaidSo() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Commands.Result alone = doctor("--port", Integer.toString(other.getLocalPort()));

      assertThat(alone.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(alone.out())
          .contains("none could listen on 127.0.0.1:" + other.getLocalPort())
          .contains("choose another --port or --address");
    }
  }

  @Test
  void aConfigurationThatIsNotValidIsPartOfTheAnswer() {
    Commands.Result wrong = doctor("--port", "many");

    assertThat(wrong.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(wrong.out())
        .contains("FAILING    Configuration: it is not valid")
        .contains("port (from --port): \"many\" is not valid");
  }

  private Commands.Result doctor(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "doctor";
    arguments[1] = "--data";
    arguments[2] = data.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return Commands.run(arguments);
  }
}
