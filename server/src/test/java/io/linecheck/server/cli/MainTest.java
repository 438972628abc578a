package io.linecheck.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.Version;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printConfigShowsValuesAndOrigins() {
    assertThat(run("serve", "--print-config", "--port=9000", "--log-format", "json")).isZero();

    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("port = 9000 +# --port"))
        .anyMatch(line -> line.matches("log-format = json +# --log-format"))
        .anyMatch(line -> line.matches("address = 127.0.0.1 +# default"));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void wrongConfigurationEndsWithUsageCodeAndOneSentence() {
    assertThat(run("serve", "--port=x")).isEqualTo(ExitCode.USAGE);

    assertThat(err.toString().strip())
        .isEqualTo(
            "port (from --port): \"x\" is not valid, expected a whole number from 0 to 65535");
  }

  @Test
  void anUnknownOptionNamesTheNearest() {
    assertThat(run("serve", "--prot=1")).isEqualTo(ExitCode.USAGE);

    assertThat(err.toString().strip())
        .isEqualTo("unknown option --prot, did you mean --port? See linecheck serve --help");
  }

  @Test
  void aMissingOrUnknownCommandShowsHelp() {
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("a command is missing", "serve");
    assertThat(run("sevre")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("sevre", "serve");
  }

  @Test
  void helpAndVersionEndWell() {
    assertThat(run("--help")).isZero();
    assertThat(run("serve", "--help")).isZero();
    assertThat(out.toString()).contains("--max-body-bytes", "Default: 1MiB");
    assertThat(run("version")).isZero();
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).endsWith(Version.current() + "\n" + Version.current() + "\n");
  }

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
