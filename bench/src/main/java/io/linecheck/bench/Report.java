package io.linecheck.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What one part of the measurements found, as Markdown; kept in a file until it is made anew. */
final class Report {
  private static final Path RESULTS = Path.of("bench", "target", "results");

  private final String part;
  private final StringBuilder text = new StringBuilder();

  Report(String part, String title) {
    this.part = part;
    text.append("## ").append(title).append("\n\n");
  }

  static Path file(String part) {
    return RESULTS.resolve(part + ".md");
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
  Report say(String sentence, Object... values) {
    text.append(String.format(Locale.ROOT, sentence, values)).append("\n\n");
    return this;
  }

  /** A table; cells are shown as they are. */
  Report table(List<String> head, List<List<String>> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(head);
    lines.add(head.stream().map(_ -> "---").toList());
    lines.addAll(rows);
    lines.forEach(cells -> text.append("| ").append(String.join(" | ", cells)).append(" |\n"));
    text.append('\n');
    return this;
  }

  /** Prints it and keeps it. */
  void finish() throws IOException {
    Files.createDirectories(RESULTS);
    Files.writeString(file(part), text);
    System.out.println();
    System.out.print(text);
    System.out.flush();
  }

  static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  static String tenths(double number) {
    return String.format(Locale.ROOT, "%,.1f", number);
  }
}
