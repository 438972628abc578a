package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/security.md} leaves no requirement out and names tests that exist. */
class SecurityDocumentTest {
  private static final Path ROOT = Path.of("..");

  /** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 begins with. */
  private static final String SECTIONS =
      """
      1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2
      4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4
      7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4
      10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1
      12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3
      15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
      """;

  private record Row(String numbers, String state, String how, String tests) {}

  @Test
  void everyRequirementIsThereOnce() throws IOException {
    List<String> numbers = rows().stream().flatMap(row -> numbers(row.numbers())).toList();

    assertThat(numbers).doesNotHaveDuplicates();
    assertThat(Set.copyOf(numbers)).isEqualTo(expected());
  }

  @Test
  void everyStateIsOneOfThree() throws IOException {
    assertThat(rows())
        .allSatisfy(row -> {
          assertThat(row.state()).as(row.numbers()).isIn("met", "not met", "n/a");
          assertThat(row.how() + row.tests())
              .as(row.numbers() + " says how, or why not")
              .isNotBlank();
        });
  }

  @Test
  void everyTestNamedExists() throws IOException {
    Set<String> classes = testClasses();
    for (Row row : rows()) {
      Matcher name = Pattern.compile("`([^`]+)`").matcher(row.tests());
      while (name.find()) {
        assertThat(classes).as(row.numbers()).contains(name.group(1));
      }
    }
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/security.md")).stream()
        .filter(line -> line.matches("\\| \\d.*"))
        .map(line -> line.split("\\|", -1))
        .map(cells ->
            new Row(cells[1].strip(), cells[3].strip(), cells[4].strip(), cells[5].strip()))
        .toList();
  }

  private static Stream<String> numbers(String written) {
    String[] ends = written.split("–", -1);
    if (ends.length == 1) {
      return Stream.of(written);
    }
    int dot = ends[0].lastIndexOf('.') + 1;
    assertThat(ends[1]).startsWith(ends[0].substring(0, dot));
    return IntStream.rangeClosed(
            Integer.parseInt(ends[0].substring(dot)), Integer.parseInt(ends[1].substring(dot)))
        .mapToObj(number -> ends[0].substring(0, dot) + number);
  }

  private static Set<String> expected() {
    return Arrays.stream(SECTIONS.strip().split("\\s+"))
        .map(section -> section.split(":", -1))
        .flatMap(section ->
            IntStream.rangeClosed(1, Integer.parseInt(section[1]))
                .mapToObj(number -> section[0] + "." + number))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> testClasses() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String module : List.of("pipeline", "testkit", "store-duckdb", "simulator", "server")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> names.add(name.replace(".java", "")));
      }
    }
    return names;
  }
}
