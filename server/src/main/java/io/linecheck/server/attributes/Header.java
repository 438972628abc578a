package io.linecheck.server.attributes;

import io.linecheck.server.config.Shortened;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which column is which, by the names in the first line; case, blanks, and dashes do not matter.
 */
final class Header {
  private final Map<String, Integer> columns;

  private Header(Map<String, Integer> columns) {
    this.columns = columns;
  }

  static boolean isHeader(CsvLines.Line line, String required) {
    return line.cells().stream().anyMatch(cell -> key(cell).equals(key(required)));
  }

  static Header read(CsvLines.Line line, List<String> known, Remarks problems) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int column = 0; column < line.cells().size(); column++) {
      String given = line.cell(column);
      String name =
          known.stream().filter(each -> key(each).equals(key(given))).findFirst().orElse("");
      if (name.isEmpty()) {
        problems.add(
            line.number(),
            "there is no column \"%s\", expected some of %s"
                .formatted(Shortened.of(given), String.join(", ", known)));
      } else if (columns.putIfAbsent(name, column) != null) {
        problems.add(line.number(), "column " + name + " is there twice");
      }
    }
    return new Header(columns);
  }

  /** Where the column is; negative if it is not there. */
  int column(String name) {
    return columns.getOrDefault(name, -1);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }
}
