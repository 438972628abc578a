package io.linecheck.server.cli;

import io.linecheck.simulator.ContactCentre;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which contact centre is made up. */
final class CentreOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "24",
      description = "Agents of the made-up contact centre. Default: ${DEFAULT-VALUE}")
  int agents;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed makes the same centre and calls. Default: ${DEFAULT-VALUE}")
  long seed;

  @Option(
      names = "--batch",
      paramLabel = "DURATION",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description =
          "How often a page sends while live; Connect's softphone every 30s. Default:"
              + " ${DEFAULT-VALUE}")
  Duration batch = Duration.ofSeconds(5);

  ContactCentre centre() {
    return centre(Duration.ZERO);
  }

  ContactCentre centre(Duration clocksAhead) {
    if (agents < 1 || agents > 100_000) {
      throw new ParameterException(
          spec.commandLine(), "--agents: " + agents + " is not valid, expected 1 to 100000");
    }
    return ContactCentre.seeded(seed, agents, clocksAhead);
  }
}
