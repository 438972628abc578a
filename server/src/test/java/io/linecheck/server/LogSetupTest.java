package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import io.linecheck.server.config.SettingsCatalogue.LogFormat;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class LogSetupTest {
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void aMessageIsOneLineWhateverIsInIt(LogFormat format) {
    String line = encoded(format, "a\r\n2026 ERROR b\u0085c\u2028d\u001b[2Je\u202ef", null);

    assertThat(line.strip()).doesNotContain("\n", "\r", "\u001b");
    if (format == LogFormat.TEXT) {
      assertThat(line).doesNotContain("\u0085", "\u2028", "\u202e");
    }
    assertThat(line).contains("2026 ERROR b").endsWith("\n");
  }

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void aFailureIsThereWithItsTrace(LogFormat format) {
    assertThat(encoded(format, "it failed", new IllegalStateException("why")))
        .containsOnlyOnce("why")
        .contains("IllegalStateException", "LogSetupTest");
  }

  private String encoded(LogFormat format, String message, @Nullable Throwable failure) {
    Encoder<ILoggingEvent> encoder = LogSetup.encoder(context, format);
    encoder.start();
    Logger logger = context.getLogger("io.linecheck.Test");
    return new String(
        encoder.encode(new LoggingEvent("x", logger, Level.WARN, message, failure, new Object[0])),
        StandardCharsets.UTF_8);
  }
}
