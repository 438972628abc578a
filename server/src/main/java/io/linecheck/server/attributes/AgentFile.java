package io.linecheck.server.attributes;

import io.linecheck.attributes.AgentRow;
import io.linecheck.attributes.AgentTable;
import io.linecheck.model.AttributeGroup;
import io.linecheck.model.CallAttribute;
import io.linecheck.server.attributes.CsvLines.Line;
import io.linecheck.server.config.Shortened;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads a file that says where agents stand in the organisation. */
final class AgentFile {
  private static final String AGENT = "agent";

  static final List<String> COLUMNS =
      Stream.concat(
              Stream.of(AGENT),
              AttributeGroup.AGENT.members().stream().map(CallAttribute::fieldName))
          .toList();

  private static final List<CallAttribute> LEVELS =
      List.of(
          CallAttribute.HIERARCHY_L1,
          CallAttribute.HIERARCHY_L2,
          CallAttribute.HIERARCHY_L3,
          CallAttribute.HIERARCHY_L4,
          CallAttribute.HIERARCHY_L5);

  private final Remarks problems = new Remarks();
  private final Remarks warnings = new Remarks();
  private final List<AgentRow> rows = new ArrayList<>();
  private final Map<String, Long> lineOfAgent = new HashMap<>();

  private AgentFile() {}

  static TableFile<AgentRow> read(byte[] file) {
    return new AgentFile().rows(file);
  }

  private TableFile<AgentRow> rows(byte[] file) {
    List<Line> lines = CsvLines.read(file, TableKind.AGENTS.mostRows(), problems);
    if (!lines.isEmpty()) {
      Line first = lines.getFirst();
      if (Header.isHeader(first, AGENT)) {
        Header header = Header.read(first, COLUMNS, problems);
        lines.stream().skip(1).forEach(line -> add(line, header));
      } else {
        problems.add(
            first.number(),
            "expected a header with the column agent and some of "
                + String.join(", ", COLUMNS.subList(1, COLUMNS.size())));
      }
    }
    return TableFile.of("a table of agents", rows, problems, warnings);
  }

  private void add(Line line, Header header) {
    String agent = CsvLines.name(line, header.column(AGENT), AGENT, problems);
    if (agent.isEmpty()) {
      problems.add(line.number(), "agent: is missing, expected a user name");
      return;
    }
    Long before = lineOfAgent.putIfAbsent(AgentTable.key(agent), line.number());
    if (before != null) {
      problems.add(
          line.number(), "agent %s stands in line %d, too".formatted(Shortened.of(agent), before));
      return;
    }
    Map<CallAttribute, String> values = new EnumMap<>(CallAttribute.class);
    for (CallAttribute attribute : AttributeGroup.AGENT.members()) {
      String name = attribute.fieldName();
      String value = CsvLines.name(line, header.column(name), name, problems);
      if (!value.isEmpty()) {
        values.put(attribute, value);
      }
    }
    requireLevelsInOrder(line, values);
    rows.add(new AgentRow(agent, values));
  }

  private void requireLevelsInOrder(Line line, Map<CallAttribute, String> values) {
    for (int level = 1; level < LEVELS.size(); level++) {
      if (values.containsKey(LEVELS.get(level)) && !values.containsKey(LEVELS.get(level - 1))) {
        problems.add(
            line.number(),
            "%s is given without %s above it"
                .formatted(LEVELS.get(level).fieldName(), LEVELS.get(level - 1).fieldName()));
        return;
      }
    }
  }
}
