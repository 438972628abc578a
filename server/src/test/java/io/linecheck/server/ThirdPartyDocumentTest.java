package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/third-party.md}: what ships that others wrote, and that we may ship it. */
class ThirdPartyDocumentTest {
  private static final Path ROOT = Path.of("..");

  /** Of several licences of one library, one is enough: the user has the choice. */
  private static final Set<String> ALLOWED =
      Set.of(
          "0BSD",
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-2.0",
          "ISC",
          "MIT",
          "MIT-0",
          "OFL-1.1");

  /** As projects write them, against SPDX; the first that fits counts. */
  private static final Map<Pattern, String> SPDX =
      Stream.of(
              Map.entry("apache", "Apache-2.0"),
              Map.entry("lgpl-2.1", "LGPL-2.1-only"),
              Map.entry("gpl2 w/ cpe", "GPL-2.0-only WITH Classpath-exception-2.0"),
              Map.entry("epl[- ]2", "EPL-2.0"),
              Map.entry("bsd-2", "BSD-2-Clause"),
              Map.entry("bsd-3", "BSD-3-Clause"),
              Map.entry("0bsd", "0BSD"),
              Map.entry("cc0", "CC0-1.0"),
              Map.entry("bouncy castle", "MIT"),
              Map.entry("\\bmit-0\\b", "MIT-0"),
              Map.entry("\\bmit\\b", "MIT"),
              Map.entry("ofl-1.1", "OFL-1.1"),
              Map.entry("\\bisc\\b", "ISC"))
          .collect(
              Collectors.toMap(
                  each -> Pattern.compile(each.getKey()),
                  Map.Entry::getValue,
                  (one, other) -> one,
                  LinkedHashMap::new));

  /** Licences, name, coordinates, address. */
  private static final Pattern MAVEN_LINE =
      Pattern.compile(
          "\\s+((?:\\((?:[^()]|\\([^()]*\\))*\\) )+).*\\(([^: ]+:[^: ]+):([^: ]+) - [^)]*\\)");

  private static final Pattern LICENCE = Pattern.compile("\\(((?:[^()]|\\([^()]*\\))*)\\) ");

  private record Library(String name, String version, Set<String> licences)
      implements Comparable<Library> {
    @Override
    public int compareTo(Library other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : version.compareTo(other.version);
    }

    String row() {
      return "| `%s` | %s | %s |\n".formatted(name, version, String.join(" or ", licences));
    }
  }

  @Test
  void everyLibraryMayBeShippedAndIsListed() throws IOException {
    Set<Library> maven = maven();
    Set<Library> npm = npm();

    assertThat(maven).hasSizeGreaterThan(50);
    assertThat(npm).hasSizeGreaterThan(20);
    assertThat(Stream.concat(maven.stream(), npm.stream()))
        .allSatisfy(library ->
            assertThat(library.licences()).as(library.toString()).containsAnyElementsOf(ALLOWED));
    GeneratedDocument.assertUpToDate("third-party.md", render(maven, npm));
  }

  @Test
  void everyPackageOfTheLockFileIsTheOneThatWasMeant() throws IOException {
    assertThat(lock().properties())
        .filteredOn(entry -> entry.getKey().contains("node_modules/"))
        .filteredOn(entry -> !entry.getValue().has("link"))
        .hasSizeGreaterThan(100)
        .allSatisfy(entry ->
            assertThat(entry.getValue().path("integrity").stringValue(""))
                .as(entry.getKey())
                .startsWith("sha512-"));
  }

  @Test
  void everyPackageIsAskedForInOneVersion() throws IOException {
    for (String workspace : List.of(".", "collector", "ui", "e2e")) {
      JsonNode manifest = json(ROOT.resolve(workspace).resolve("package.json"));
      for (String kind : List.of("dependencies", "devDependencies", "optionalDependencies")) {
        for (Map.Entry<String, JsonNode> wanted : manifest.path(kind).properties()) {
          assertThat(wanted.getValue().stringValue())
              .as("%s of %s", wanted.getKey(), workspace)
              .matches("(npm:@?[a-z0-9/._-]+@)?\\d+\\.\\d+\\.\\d+(-[a-z0-9.]+)?|\\*");
        }
      }
    }
  }

  private static Set<Library> maven() throws IOException {
    Set<Library> libraries = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("target", "third-party", "maven.txt"))) {
      if (!line.startsWith(" ") || line.contains("(io.linecheck:")) {
        continue;
      }
      Matcher parts = MAVEN_LINE.matcher(line);
      assertThat(parts.matches()).as(line).isTrue();
      libraries.add(new Library(parts.group(2), parts.group(3), licences(parts.group(1))));
    }
    return libraries;
  }

  private static Set<String> licences(String text) {
    Set<String> licences = new TreeSet<>();
    Matcher each = LICENCE.matcher(text);
    while (each.find()) {
      licences.add(spdx(each.group(1)));
    }
    return licences;
  }

  private static Set<Library> npm() throws IOException {
    Set<Library> libraries = new TreeSet<>();
    for (Map.Entry<String, JsonNode> entry : lock().properties()) {
      JsonNode details = entry.getValue();
      int name = entry.getKey().lastIndexOf("node_modules/");
      if (name < 0 || details.has("link") || details.has("dev") || details.has("devOptional")) {
        continue;
      }
      Set<String> licences = new TreeSet<>();
      for (String licence :
          details.path("license").stringValue("none").replaceAll("[()]", "").split(" OR ", -1)) {
        licences.add(spdx(licence));
      }
      libraries.add(
          new Library(
              entry.getKey().substring(name + "node_modules/".length()),
              details.path("version").stringValue(""),
              licences));
    }
    return libraries;
  }

  private static String spdx(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    return SPDX.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(lower).find())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(written);
  }

  private static String render(Set<Library> maven, Set<Library> npm) {
    List<String> parts = new ArrayList<>();
    parts.add(
        """
        # Third-party libraries

        What ships with Linecheck that others wrote. Tools of the build and of the tests do not ship \
        and are not listed. Where a library has several licences, one of them is enough.

        ## In the server

        | library | version | licence |
        |---|---|---|
        """);
    maven.forEach(library -> parts.add(library.row()));
    parts.add("\n## In the pages\n\n| package | version | licence |\n|---|---|---|\n");
    npm.forEach(library -> parts.add(library.row()));
    return String.join("", parts);
  }

  private static JsonNode lock() throws IOException {
    return json(ROOT.resolve("package-lock.json")).get("packages");
  }

  private static JsonNode json(Path file) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(file));
  }
}
