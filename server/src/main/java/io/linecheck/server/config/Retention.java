package io.linecheck.server.config;

import java.time.Duration;

/** How long a dataset is kept. */
public sealed interface Retention {
  record Limited(Duration age) implements Retention {}

  record Forever() implements Retention {}
}
