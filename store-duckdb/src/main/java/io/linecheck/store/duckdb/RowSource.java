package io.linecheck.store.duckdb;

import io.linecheck.query.Measure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Aggregates a dataset's own rows. */
final class RowSource implements Source {
  private final Relation relation;
  private final MeasureSql measures;

  RowSource(Relation relation) {
    this.relation = relation;
    this.measures = new MeasureSql(relation::column);
  }

  @Override
  public String name() {
    return relation.dataset().apiName();
  }

  @Override
  public Column column(String field) {
    return relation.column(field);
  }

  @Override
  public String from(boolean legs) {
    return relation.from(legs);
  }

  @Override
  public List<String> preparation(List<Measure> asked) {
    return List.of();
  }

  @Override
  public Sql measure(Measure measure) {
    return measures.measure(measure);
  }

  @Override
  public @Nullable Double percentileErrorPercent(List<Measure> asked) {
    return null;
  }
}
