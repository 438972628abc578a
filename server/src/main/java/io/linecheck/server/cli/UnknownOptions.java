package io.linecheck.server.cli;

import io.linecheck.server.config.NearestName;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says which option was probably meant; leaves every other mistake to picocli. */
final class UnknownOptions implements IParameterExceptionHandler {
  private final IParameterExceptionHandler others;

  UnknownOptions(IParameterExceptionHandler others) {
    this.others = others;
  }

  @Override
  public int handleParseException(ParameterException mistake, String[] arguments) throws Exception {
    CommandLine command = mistake.getCommandLine();
    String option =
        mistake instanceof UnmatchedArgumentException unmatched
            ? unmatched.getUnmatched().getFirst().split("=", 2)[0]
            : "";
    if (!option.startsWith("--")) {
      return others.handleParseException(mistake, arguments);
    }
    List<String> known =
        command.getCommandSpec().options().stream()
            .flatMap(spec -> Stream.of(spec.names()))
            .filter(name -> name.startsWith("--"))
            .map(name -> name.substring(2))
            .toList();
    String nearest = NearestName.to(option.substring(2), known).orElse("help");
    command
        .getErr()
        .println(
            "unknown option %s, did you mean --%s? See %s --help"
                .formatted(option, nearest, command.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }
}
