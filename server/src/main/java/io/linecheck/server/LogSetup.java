package io.linecheck.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.server.config.SettingsCatalogue.LogFormat;
import io.linecheck.server.config.SettingsCatalogue.LogLevel;
import org.slf4j.LoggerFactory;

/**
 * The log: lines on standard error, as text or JSON. Loaded as logback's configurator, so that
 * nothing is logged in another form before the settings are known.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
  /** What ends a line or moves the cursor is replaced: a message could otherwise forge others. */
  private static final String TEXT =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX,UTC} %-5level %logger{0}"
          + " %replace(%msg){'[\\p{Cc}\\p{Cf}\\u2028\\u2029]','\uFFFD'}%n%ex";

  public static void apply(Settings settings) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.reset();
      configure(
          context,
          settings.get(SettingsCatalogue.LOG_FORMAT),
          settings.get(SettingsCatalogue.LOG_LEVEL));
    }
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    configure(context, LogFormat.TEXT, LogLevel.WARN);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static void configure(LoggerContext context, LogFormat format, LogLevel level) {
    Encoder<ILoggingEvent> encoder = encoder(context, format);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(console);
    // Libraries speak up only when something is wrong.
    root.setLevel(level == LogLevel.ERROR ? Level.ERROR : Level.WARN);
    context.getLogger("io.linecheck").setLevel(Level.toLevel(level.name()));
  }

  static Encoder<ILoggingEvent> encoder(LoggerContext context, LogFormat format) {
    return switch (format) {
      case TEXT -> {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(TEXT);
        yield text;
      }
      case JSON -> {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.setWithFormattedMessage(true);
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithContext(false);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        yield json;
      }
    };
  }
}
