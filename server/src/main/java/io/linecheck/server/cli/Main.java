package io.linecheck.server.cli;

import io.linecheck.server.StartException;
import io.linecheck.server.Version;
import io.linecheck.server.config.ConfigurationException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The program {@code linecheck}: dispatches to its commands. */
@Command(
    name = "linecheck",
    description = "Call-quality monitoring for Amazon Connect softphones",
    mixinStandardHelpOptions = true,
    versionProvider = Main.class,
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      SimulateCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      CopyCommand.class,
      UserCommand.class,
      TokenCommand.class,
      AgentCommand.class,
      TableCommand.class,
      OpenSearchCommand.class,
      DoctorCommand.class,
      VersionCommand.class,
      HelpCommand.class
    })
public final class Main implements Runnable, CommandLine.IVersionProvider {
  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setExecutionExceptionHandler(Main::explain);
    commandLine.setParameterExceptionHandler(
        new UnknownOptions(commandLine.getParameterExceptionHandler()));
    commandLine.getSubcommands().values().forEach(Main::addHelp);
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  @Override
  public String[] getVersion() {
    return new String[] {Version.current()};
  }

  private static void addHelp(CommandLine command) {
    if (!(command.getCommand() instanceof HelpCommand)) {
      command.getCommandSpec().mixinStandardHelpOptions(true);
      command.getCommandSpec().versionProvider(new Main());
      command.getSubcommands().values().forEach(Main::addHelp);
    }
  }

  private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
    return switch (failure) {
      case ConfigurationException configuration -> {
        command.getErr().println(configuration.getMessage());
        yield ExitCode.USAGE;
      }
      case StartException start -> {
        command.getErr().println(start.getMessage());
        yield ExitCode.FAILED;
      }
      case CommandException refused -> {
        command.getErr().println(refused.getMessage());
        yield ExitCode.FAILED;
      }
      default -> {
        LoggerFactory.getLogger(Main.class).error("unexpected failure", failure);
        yield ExitCode.FAILED;
      }
    };
  }
}
