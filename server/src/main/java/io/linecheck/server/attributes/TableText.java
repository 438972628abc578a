package io.linecheck.server.attributes;

import io.linecheck.attributes.AgentRow;
import io.linecheck.attributes.NetworkRow;
import io.linecheck.model.AttributeGroup;
import io.linecheck.model.CallAttribute;
import io.linecheck.server.api.CsvCell;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables as the files that {@link NetworkFile} and {@link AgentFile} read. */
final class TableText {
  private TableText() {}

  static String ofNetworks(List<NetworkRow> rows) {
    return CsvCell.line(NetworkFile.COLUMNS.toArray(String[]::new))
        + rows.stream()
            .map(row ->
                CsvCell.line(
                    row.block().toString(),
                    row.values().get(CallAttribute.SITE),
                    row.values().get(CallAttribute.BUILDING),
                    row.values().get(CallAttribute.NETWORK_TYPE),
                    row.values().get(CallAttribute.VPN),
                    day(row.validity().from()),
                    day(row.validity().to())))
            .collect(Collectors.joining());
  }

  static String ofAgents(List<AgentRow> rows) {
    return CsvCell.line(AgentFile.COLUMNS.toArray(String[]::new))
        + rows.stream()
            .map(row ->
                CsvCell.line(
                    Stream.concat(
                            Stream.of(row.agent()),
                            AttributeGroup.AGENT.members().stream()
                                .map(attribute -> row.values().getOrDefault(attribute, "")))
                        .toArray(String[]::new)))
            .collect(Collectors.joining());
  }

  private static @Nullable String day(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }
}
