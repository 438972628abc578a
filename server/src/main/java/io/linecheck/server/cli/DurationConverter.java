package io.linecheck.server.cli;

import io.linecheck.server.config.ValueType;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line, written as in the configuration: {@code 30s}, {@code 24h}. */
final class DurationConverter implements ITypeConverter<Duration> {
  private static final ValueType<Duration> TYPE =
      ValueType.duration(Duration.ofSeconds(1), Duration.ofDays(400));

  @Override
  public Duration convert(String text) {
    try {
      return TYPE.parser().parse(text.strip());
    } catch (IllegalArgumentException | ArithmeticException malformed) {
      throw new TypeConversionException(
          "\"" + text + "\" is not valid, expected " + TYPE.expectation());
    }
  }
}
