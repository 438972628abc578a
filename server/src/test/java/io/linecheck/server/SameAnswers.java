package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.CallDetail;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.TelemetryStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That two stores with the same calls answer the same questions alike.
 *
 * @param range of all calls
 */
record SameAnswers(TelemetryStore one, TelemetryStore other, TimeRange range) {
  /** Sums of the same numbers in another order differ by less, relatively or near zero. */
  private static final double SAME = 1e-9;

  /** So short that the list of calls has several pages. */
  private static final int PAGE = 10;

  /** What dashboards ask. */
  void assertDashboards(Instant end) throws IOException {
    DashboardQuestions questions =
        new DashboardQuestions(
            end.toEpochMilli(), mostFrequent(Fields.AGENT), mostFrequent("contactQueue"));

    List<AggregateQuestion> answered = new ArrayList<>();
    for (AggregateQuestion question : questions.aggregates()) {
      assertSameNumbers(question);
      if (!one.aggregate(question).rows().isEmpty()) {
        answered.add(question);
      }
    }
    // Two empty answers are alike as well, and show nothing.
    assertThat(answered).hasSizeGreaterThan(questions.aggregates().size() * 3 / 4);
    questions.searches().forEach(this::assertSamePage);
  }

  /** The values of every field, to filter by. */
  void assertFacets() {
    for (Dataset dataset : Dataset.values()) {
      for (Field field : Fields.of(dataset)) {
        if (field.type() != FieldType.TIME) {
          List<FacetValue> values = assertSameFacets(dataset, field, "");
          if (!values.isEmpty()) {
            String beginning = values.getLast().value().substring(0, 1).toUpperCase(Locale.ROOT);
            assertSameFacets(dataset, field, beginning);
          }
        }
      }
    }
  }

  /** Calls in the same order, whatever they are sorted by. */
  void assertListsOfCalls() {
    for (Field field : Fields.of(Dataset.CALLS)) {
      for (boolean descending : List.of(true, false)) {
        List<Map<String, Object>> expected = everyCall(one, field.name(), descending);
        List<Map<String, Object>> actual = everyCall(other, field.name(), descending);

        String what = "calls by %s, descending: %s".formatted(field.name(), descending);
        assertThat(expected).as(what).hasSizeGreaterThan(2 * PAGE);
        assertThat(values(actual, field.name())).as(what).isEqualTo(values(expected, field.name()));
        assertThat(actual).as(what).containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  /** The page of every call. */
  void assertPagesOfCalls() {
    List<Map<String, Object>> calls = everyCall(one, Fields.TIMESTAMP, true);
    assertThat(calls).isNotEmpty();
    for (Map<String, Object> call : calls) {
      String contactId = (String) call.getOrDefault(Fields.CONTACT_ID, "");
      CallDetail expected = one.call(contactId).orElseThrow();
      CallDetail actual = other.call(contactId).orElseThrow();

      assertThat(actual.parts()).as(contactId).hasSameSizeAs(expected.parts());
      for (int part = 0; part < expected.parts().size(); part++) {
        assertSamePart(actual.parts().get(part), expected.parts().get(part));
      }
    }
  }

  private String mostFrequent(String field) {
    return facets(one, Dataset.CALLS, field, "").getFirst().value();
  }

  private List<FacetValue> assertSameFacets(Dataset dataset, Field field, String prefix) {
    List<FacetValue> expected = facets(one, dataset, field.name(), prefix);
    assertThat(facets(other, dataset, field.name(), prefix))
        .as("%s of %s, beginning with '%s'", field.name(), dataset, prefix)
        .isEqualTo(expected);
    return expected;
  }

  private List<FacetValue> facets(
      TelemetryStore store, Dataset dataset, String field, String prefix) {
    return store.facets(new FacetQuestion(dataset, range, Filter.EVERYTHING, field, prefix, 50));
  }

  private void assertSameNumbers(AggregateQuestion question) {
    AggregateAnswer expected = one.aggregate(question);
    AggregateAnswer actual = other.aggregate(question);
    assertThat(actual.columns()).isEqualTo(expected.columns());
    assertThat(actual.rows()).as("%s", question).hasSameSizeAs(expected.rows());
    double ofPercentiles = SAME + (errorPercent(expected) + errorPercent(actual)) / 100;
    for (int row = 0; row < expected.rows().size(); row++) {
      for (int column = 0; column < expected.columns().size(); column++) {
        String name = expected.columns().get(column);
        assertSameCell(
            "%s of row %d to %s".formatted(name, row, question),
            actual.rows().get(row).get(column),
            expected.rows().get(row).get(column),
            isPercentile(question, name) ? ofPercentiles : SAME);
      }
    }
  }

  private static void assertSameCell(
      String what, @Nullable Object actual, @Nullable Object expected, double relative) {
    if (actual instanceof Double found && expected instanceof Double wanted) {
      double larger = Math.max(Math.abs(found), Math.abs(wanted));
      assertThat(found).as(what).isCloseTo(wanted, within(relative * larger + SAME));
    } else {
      assertThat(actual).as(what).isEqualTo(expected);
    }
  }

  /** Where a page ends among rows that sort alike, either may be on it. */
  private void assertSamePage(SearchQuestion question) {
    SearchAnswer expected = one.search(question);
    SearchAnswer actual = other.search(question);
    assertThat(actual.total()).as("%s", question).isEqualTo(expected.total());
    assertThat(values(rounded(actual.documents()), question.sortField()))
        .as("%s", question)
        .isEqualTo(values(rounded(expected.documents()), question.sortField()));
    if (expected.total() <= question.limit()) {
      assertThat(rounded(actual.documents()))
          .as("%s", question)
          .containsExactlyInAnyOrderElementsOf(rounded(expected.documents()));
    }
  }

  private List<Map<String, Object>> everyCall(
      TelemetryStore store, String sortField, boolean descending) {
    List<Map<String, Object>> all = new ArrayList<>();
    String cursor = null;
    do {
      SearchAnswer page =
          store.search(
              new SearchQuestion(
                  Dataset.CALLS, range, Filter.EVERYTHING, sortField, descending, PAGE, cursor));
      all.addAll(rounded(page.documents()));
      cursor = page.cursor();
    } while (cursor != null);
    return all;
  }

  private static void assertSamePart(CallDetail.Part actual, CallDetail.Part expected) {
    assertThat(rounded(List.of(actual.call()))).isEqualTo(rounded(List.of(expected.call())));
    assertThat(rounded(actual.samples())).isEqualTo(rounded(expected.samples()));
    assertThat(rounded(actual.windows())).isEqualTo(rounded(expected.windows()));
    assertThat(rounded(actual.events())).isEqualTo(rounded(expected.events()));
    assertThat(rounded(actual.reports())).isEqualTo(rounded(expected.reports()));
    assertThat(rounded(actual.apiMetrics())).isEqualTo(rounded(expected.apiMetrics()));
  }

  private static List<Object> values(List<Map<String, Object>> documents, String field) {
    return documents.stream().map(document -> document.getOrDefault(field, "absent")).toList();
  }

  private static List<Map<String, Object>> rounded(List<Map<String, Object>> documents) {
    return documents.stream().map(SameAnswers::rounded).toList();
  }

  /** Documents are compared whole, where a difference in the last digit would be one. */
  private static Map<String, Object> rounded(Map<String, Object> document) {
    Map<String, Object> rounded = new HashMap<>(document);
    rounded.replaceAll(
        (_, value) -> value instanceof Double number ? Math.rint(number * 1e6) / 1e6 : value);
    return rounded;
  }

  private static double errorPercent(AggregateAnswer answer) {
    Double percent = answer.percentileErrorPercent();
    return percent == null ? 0 : percent;
  }

  private static boolean isPercentile(AggregateQuestion question, String column) {
    return question.measures().stream()
        .anyMatch(measure ->
            measure.as().equals(column)
                && measure instanceof Measure.Statistic statistic
                && switch (statistic.function()) {
                  case P50, P95, P99 -> true;
                  case AVG, MIN, MAX, SUM, DISTINCT -> false;
                });
  }
}
