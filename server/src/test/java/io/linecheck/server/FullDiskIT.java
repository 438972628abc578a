package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.cli.Commands;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the System page says when the disk gives up under the server. */
class FullDiskIT {
  private static final int MOST_BODIES = 5_000;

  @TempDir Path data = Path.of("");

  private final long start = System.currentTimeMillis() - 3_600_000;

  @Test
  @Timeout(120)
  void aDiskThatCannotBeWrittenIsSaidBeforeTheStart() {
    try (SmallDisk disk = SmallDisk.at(data, 4)) {
      disk.becomeReadOnly();

      Commands.Result doctor = Commands.run("doctor", "--port", "0", "--data", data.toString());

      assertThat(doctor.exitCode()).isEqualTo(1);
      assertThat(doctor.out())
          .contains("FAILING    Disk: " + data + " cannot be written.")
          .contains("→ Mount its file system for writing");
    }
  }

  @Test
  @Timeout(120)
  void aFullDiskIsSaidSo() {
    try (SmallDisk disk = SmallDisk.at(data, 12);
        TestServer server = TestServer.on(TestServer.settings(data))) {
      sendUntilRefused(server);

      SystemChecks checks = SystemChecks.of(server);
      assertThat(checks.state()).isEqualTo("failing");
      assertThat(checks.check("store"))
          .startsWith("failing\nThe last write failed ")
          .contains("The disk is full: free space or make it larger");
      assertThat(checks.check("disk")).startsWith("failing\n").contains(" are free for " + data);

      disk.grow(1024);
      Awaiting.until(() -> send(server, MOST_BODIES) == 200);
      assertThat(SystemChecks.of(server).check("store")).startsWith("ok\n");
      assertThat(SystemChecks.of(server).check("disk")).startsWith("ok\n");
    }
  }

  private void sendUntilRefused(TestServer server) {
    for (int body = 0; body < MOST_BODIES; body++) {
      int status = send(server, body);
      if (status != 200) {
        assertThat(status).isEqualTo(503);
        return;
      }
    }
    throw new AssertionError("the disk did not fill up");
  }

  private int send(TestServer server, int body) {
    HttpResponse<String> answer =
        server.post("/ingest/softphonemetrics", SampleBodies.call("c" + body, start, 300));
    return answer.statusCode();
  }
}
