package io.linecheck.server.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file of {@code key = value} lines in UTF-8; {@code #} begins a comment line. */
final class ConfigurationFile {
  private ConfigurationFile() {}

  static List<GivenValue> read(Path file) {
    List<GivenValue> values = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    int number = 0;
    for (String raw : lines(file)) {
      number++;
      // Editors on Windows begin a UTF-8 file with a byte order mark.
      String line = (number == 1 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String where = file + ":" + number;
      int equals = line.indexOf('=');
      if (equals < 1) {
        problems.add(where + ": \"" + Shortened.of(line) + "\" is not of the form key = value");
        continue;
      }
      String key = line.substring(0, equals).strip();
      Integer before = seen.putIfAbsent(key, number);
      if (before != null) {
        problems.add(where + ": " + key + " is set twice, first on line " + before);
        continue;
      }
      values.add(new GivenValue(key, line.substring(equals + 1).strip(), where));
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return values;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(List.of(file + " is not UTF-8 text"));
    } catch (IOException e) {
      throw new ConfigurationException(
          List.of("configuration file " + file + " cannot be read: " + e));
    }
  }
}
