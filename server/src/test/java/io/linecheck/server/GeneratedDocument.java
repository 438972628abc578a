package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document in {@code docs/} that follows from the code. */
public final class GeneratedDocument {
  private static final String UPDATE = "linecheck.update-docs";

  private GeneratedDocument() {}

  /** Compares; with {@code -Dlinecheck.update-docs=true}, writes first. */
  public static void assertUpToDate(String name, String content) throws IOException {
    Path file = Path.of("..", "docs", name).toAbsolutePath().normalize();
    if (Boolean.getBoolean(UPDATE)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    }
    assertThat(file)
        .as("run the tests of the server with -D%s=true to write docs/%s", UPDATE, name)
        .exists()
        .hasContent(content);
  }
}
