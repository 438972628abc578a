package io.linecheck.bench;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/**
 * A month of data, written in steps. How far it is stands in a file beside it, so that a filling
 * that was interrupted goes on, and a second measurement finds the data there.
 */
final class Filling {
  private static final long HALF_DAY = Duration.ofHours(12).toMillis();
  private static final long MONTH = Duration.ofDays(30).toMillis();

  private final Path file;
  private final Properties state = new Properties();
  private final double millisBetweenCalls;

  private Filling(Path file, double millisBetweenCalls) {
    this.file = file;
    this.millisBetweenCalls = millisBetweenCalls;
  }

  /** Goes on with the filling of a folder if it is of as many samples, else begins it anew. */
  static Filling in(Path folder, long samples, CallTemplates templates) throws IOException {
    Path file = folder.resolveSibling(folder.getFileName() + ".filling");
    Filling filling = new Filling(file, MONTH * templates.samplesPerCall() / samples);
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        filling.state.load(in);
      }
    }
    if (filling.number("wanted") != samples || !Files.exists(folder)) {
      Work.remove(folder);
      filling.state.clear();
      // A day ago: the connections' last calls begin behind it, and nothing may lie ahead of now.
      long end = System.currentTimeMillis() / HALF_DAY * HALF_DAY - 2 * HALF_DAY;
      filling.put("wanted", samples).put("end", end).put("samples", 0).put("calls", 0).save();
    }
    return filling;
  }

  long endMillis() {
    return number("end");
  }

  long samples() {
    return number("samples");
  }

  long missing() {
    return number("wanted") - samples();
  }

  double millisBetweenCalls() {
    return millisBetweenCalls;
  }

  /** Where the next call begins. */
  long nextMillis() {
    return endMillis() - MONTH + Math.round(number("calls") * millisBetweenCalls);
  }

  void filled(long samples, long calls) throws IOException {
    put("samples", samples() + samples).put("calls", number("calls") + calls).save();
    System.err.printf("%,d of %,d samples%n", samples(), number("wanted"));
  }

  private long number(String name) {
    return Long.parseLong(state.getProperty(name, "-1"));
  }

  private Filling put(String name, long value) {
    state.setProperty(name, Long.toString(value));
    return this;
  }

  private void save() throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (Writer out = Files.newBufferedWriter(file)) {
      state.store(out, null);
    }
  }
}
