package io.linecheck.server.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code roles.txt}: what each role gets from each route. */
record RoleTable(List<String> who, Map<String, List<Cell>> byRoute) {
  /** What somebody gets. */
  enum Cell {
    REFUSED("-"),
    ALLOWED("+"),
    /** Calls, those in scope and no others. */
    CALLS("calls");

    private final String word;

    Cell(String word) {
      this.word = word;
    }

    static Cell of(String word) {
      return Arrays.stream(values())
          .filter(cell -> cell.word.equals(word))
          .findAny()
          .orElseThrow(() -> new IllegalArgumentException("no cell \"" + word + "\""));
    }
  }

  static RoleTable read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(RoleTable.class.getResourceAsStream("roles.txt")),
                StandardCharsets.UTF_8))) {
      List<List<String>> rows =
          lines
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> List.of(line.strip().split("\\s+")))
              .toList();
      Map<String, List<Cell>> byRoute = new LinkedHashMap<>();
      for (List<String> row : rows.subList(1, rows.size())) {
        byRoute.put(
            row.get(0) + " " + row.get(1),
            row.subList(2, row.size()).stream().map(Cell::of).toList());
      }
      return new RoleTable(rows.getFirst().subList(2, rows.getFirst().size()), byRoute);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Cell cell(String route, String somebody) {
    return Objects.requireNonNull(byRoute.get(route), route).get(who.indexOf(somebody));
  }
}
