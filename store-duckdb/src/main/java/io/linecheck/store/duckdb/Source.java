package io.linecheck.store.duckdb;

import io.linecheck.query.Measure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that can answer an aggregate question: a dataset's own, or a roll-up of them. */
interface Source {
  /** As the answer names it. */
  String name();

  /** For grouping and filtering. */
  Column column(String field);

  /** A from clause; {@code legs} if a column in use is of the leg. */
  String from(boolean legs);

  /** Select items, each with an alias, that the measures refer to; later ones may use earlier. */
  List<String> preparation(List<Measure> asked);

  Sql measure(Measure measure);

  @Nullable Double percentileErrorPercent(List<Measure> asked);
}
