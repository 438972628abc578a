package io.linecheck.server.config;

import java.io.Serial;
import java.util.List;

/** The configuration cannot be used; one sentence for each thing that is wrong with it. */
public final class ConfigurationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public ConfigurationException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
