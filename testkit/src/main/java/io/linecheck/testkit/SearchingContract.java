package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.model.StreamType.AUDIO_OUTPUT;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.level;
import static io.linecheck.testkit.Telemetry.received;
import static io.linecheck.testkit.Telemetry.rtt;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

abstract class SearchingContract extends ContractGroup {
  SearchingContract(Opener opener) {
    super(opener);
  }

  @Test
  void aRangeIsHalfOpen() {
    write(Telemetry.of("c1", "ada").seconds(AUDIO_INPUT, at(0), 10));
    await(Dataset.SAMPLES, 10);

    SearchAnswer answer =
        store()
            .search(
                new SearchQuestion(
                    Dataset.SAMPLES,
                    new TimeRange(at(2), at(5)),
                    Filter.EVERYTHING,
                    Fields.TIMESTAMP,
                    true,
                    100,
                    null));

    assertThat(answer.total()).isEqualTo(3);
    assertThat(answer.cursor()).isNull();
    assertThat(answer.documents())
        .extracting(document -> document.get("timestamp"))
        .containsExactly(at(4).toEpochMilli(), at(3).toEpochMilli(), at(2).toEpochMilli());
  }

  @Test
  void documentsHaveTheCataloguesNamesInItsOrder() {
    write(
        Telemetry.of("c1", "ada")
            .queue("Sales")
            .sample(AUDIO_INPUT, at(0), rtt(80), received(50), level(12)));
    await(Dataset.SAMPLES, 1);

    assertThat(documents(Dataset.SAMPLES).getFirst().keySet())
        .containsExactly(
            "timestamp",
            "contactId",
            "agent",
            "softphoneStreamType",
            "contactQueue",
            "packetsCount",
            "audioLevel",
            "roundTripTimeMillis");
  }

  @Test
  void reportsCarryTheWholeReport() {
    write(
        Telemetry.of("c1", "ada")
            .report(
                at(60),
                Map.of(
                    "gumTimeMillis",
                    120.0,
                    "iceCollectionFailure",
                    false,
                    "callStartTime",
                    at(0).toString(),
                    "callEndTime",
                    at(60).toString()),
                """
                {"gumTimeMillis":120,"userAgent":{"brands":["a",null,true]},"share":0.5}\
                """));
    await(Dataset.REPORTS, 1);

    Map<String, Object> document = documents(Dataset.REPORTS).getFirst();
    assertThat(document)
        .containsEntry("gumTimeMillis", 120.0)
        .containsEntry("iceCollectionFailure", false)
        .containsEntry("callStartTime", at(0).toEpochMilli())
        .containsEntry("callEndTime", at(60).toEpochMilli())
        .doesNotContainKey("gumOtherFailure");
    assertThat(document.get("report"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("gumTimeMillis", 120L)
        .containsEntry("share", 0.5)
        .containsEntry("userAgent", Map.of("brands", row("a", null, true)));
  }

  @Test
  void everyReportFieldComesBack() {
    Map<String, Object> values = new HashMap<>();
    List<Field> fields =
        Fields.of(Dataset.REPORTS)
            .subList(Fields.of(Dataset.REPORTS).size() - 26, Fields.of(Dataset.REPORTS).size());
    int n = 0;
    for (Field field : fields) {
      n++;
      values.put(
          field.name(),
          switch (field.type()) {
            case NUMBER -> n + 0.5;
            case BOOLEAN -> n % 2 == 0;
            case TIME -> at(n).toString();
            case KEYWORD -> "text " + n;
          });
    }
    write(Telemetry.of("c1", "ada").report(at(60), values));
    await(Dataset.REPORTS, 1);

    Map<String, Object> document = documents(Dataset.REPORTS).getFirst();
    n = 0;
    for (Field field : fields) {
      n++;
      assertThat(document)
          .containsEntry(
              field.name(),
              switch (field.type()) {
                case NUMBER -> n + 0.5;
                case BOOLEAN -> n % 2 == 0;
                case TIME -> at(n).toEpochMilli();
                case KEYWORD -> "text " + n;
              });
    }
  }

  @Test
  void eventsCarryTheirData() {
    write(
        Telemetry.of("c1", "ada")
            .event("deviceChange", at(1), "{\"label\":\"Jabra\",\"index\":2}")
            .event("mute", at(2)));
    await(Dataset.EVENTS, 2);

    assertThat(documents(Dataset.EVENTS))
        .extracting(document -> document.get("kind"), document -> document.get("data"))
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "deviceChange", Map.of("label", "Jabra", "index", 2L)),
            org.assertj.core.api.Assertions.tuple("mute", null));
  }

  @Test
  void filtersMeanWhatTheySay() {
    write(Telemetry.of("c1", "ada").queue("Sales").sample(AUDIO_INPUT, at(0), rtt(100)));
    write(Telemetry.of("c2", "bob").queue("Support").sample(AUDIO_INPUT, at(1), rtt(200)));
    write(Telemetry.of("c3", "cyd").sample(AUDIO_OUTPUT, at(2), rtt(300)));
    write(Telemetry.of("c4", "dee").queue("Sales EMEA").sample(AUDIO_OUTPUT, at(3)));
    await(Dataset.SAMPLES, 4);

    Filter sales = new Filter.In("contactQueue", List.of("Sales"));
    Filter slow = new Filter.Between("roundTripTimeMillis", 200.0, null, null, null);
    assertMatches(Filter.EVERYTHING, "c1", "c2", "c3", "c4");
    assertMatches(sales, "c1");
    assertMatches(new Filter.In("contactQueue", List.of("Sales", "Support")), "c1", "c2");
    assertMatches(new Filter.In("contactQueue", List.of()));
    assertMatches(new Filter.In("roundTripTimeMillis", List.of(200.0, 300.0)), "c2", "c3");
    assertMatches(new Filter.In("softphoneStreamType", List.of("audio_output")), "c3", "c4");
    assertMatches(slow, "c2", "c3");
    assertMatches(new Filter.Between("roundTripTimeMillis", null, 200.0, null, null), "c3");
    assertMatches(new Filter.Between("roundTripTimeMillis", null, null, 200.0, null), "c1", "c2");
    assertMatches(new Filter.Between("roundTripTimeMillis", 100.0, null, null, 200.0), "c1");
    assertMatches(
        new Filter.Between("roundTripTimeMillis", null, null, null, null), "c1", "c2", "c3");
    assertMatches(new Filter.Exists("contactQueue"), "c1", "c2", "c4");
    assertMatches(new Filter.Contains("contactQueue", "sALes"), "c1", "c4");
    assertMatches(new Filter.Contains("contactQueue", "%"));
    assertMatches(new Filter.All(List.of(slow, new Filter.Exists("contactQueue"))), "c2");
    assertMatches(new Filter.Any(List.of(sales, slow)), "c1", "c2", "c3");
    assertMatches(new Filter.All(List.of()), "c1", "c2", "c3", "c4");
    assertMatches(new Filter.Any(List.of()));
  }

  @Test
  void notKeepsRowsInWhichTheFieldIsAbsent() {
    write(Telemetry.of("c1", "ada").queue("Sales").sample(AUDIO_INPUT, at(0), rtt(100)));
    write(Telemetry.of("c2", "bob").queue("Support").sample(AUDIO_INPUT, at(1)));
    write(Telemetry.of("c3", "cyd").sample(AUDIO_INPUT, at(2), rtt(300)));
    await(Dataset.SAMPLES, 3);

    Filter sales = new Filter.In("contactQueue", List.of("Sales"));
    Filter slow = new Filter.Between("roundTripTimeMillis", 200.0, null, null, null);
    assertMatches(new Filter.Not(sales), "c2", "c3");
    assertMatches(new Filter.Not(slow), "c1", "c2");
    assertMatches(new Filter.Not(new Filter.Not(sales)), "c1");
    assertMatches(new Filter.Not(new Filter.Any(List.of(sales, slow))), "c2");
    assertMatches(new Filter.Not(new Filter.All(List.of(sales, slow))), "c1", "c2", "c3");
    assertMatches(new Filter.Not(new Filter.Contains("contactQueue", "sup")), "c1", "c3");
    assertMatches(new Filter.Not(new Filter.Exists("contactQueue")), "c3");
  }

  @Test
  void rowsWithoutTheSortFieldComeLastEitherWay() {
    write(Telemetry.of("c1", "ada").sample(AUDIO_INPUT, at(0), rtt(100)));
    write(Telemetry.of("c2", "ada").sample(AUDIO_INPUT, at(1)));
    write(Telemetry.of("c3", "ada").sample(AUDIO_INPUT, at(2), rtt(50)));
    await(Dataset.SAMPLES, 3);

    assertThat(contactsSortedBy("roundTripTimeMillis", false)).containsExactly("c3", "c1", "c2");
    assertThat(contactsSortedBy("roundTripTimeMillis", true)).containsExactly("c1", "c3", "c2");
    assertThat(contactsSortedBy("contactId", true)).containsExactly("c3", "c2", "c1");
  }

  @Test
  void pagesCoverEverythingOnceWhateverTheOrder() {
    for (int call = 0; call < 7; call++) {
      Telemetry telemetry = Telemetry.of("c" + call, "ada");
      if (call % 3 > 0) {
        telemetry.queue("queue " + call % 3);
      }
      for (int second = 0; second < 10; second++) {
        // Ties in time between calls and directions, ties and gaps in the round-trip time.
        Telemetry.Value[] values =
            second % 4 == 0 ? new Telemetry.Value[0] : new Telemetry.Value[] {rtt(second % 3)};
        telemetry.sample(second % 2 == 0 ? AUDIO_INPUT : AUDIO_OUTPUT, at(second), values);
        telemetry.sample(second % 2 == 1 ? AUDIO_INPUT : AUDIO_OUTPUT, at(second), values);
      }
      write(telemetry);
    }
    await(Dataset.SAMPLES, 140);

    for (String sort :
        List.of("timestamp", "roundTripTimeMillis", "contactQueue", "contactId", "jitterMillis")) {
      for (boolean descending : List.of(true, false)) {
        List<Map<String, Object>> paged = pages(sort, descending, 9);
        assertThat(paged)
            .as("sorted by %s", sort)
            .hasSize(140)
            .doesNotHaveDuplicates()
            .isEqualTo(pages(sort, descending, 1000));
      }
    }
  }

  @Test
  void pagesDoNotShiftWhenRowsArrive() {
    write(Telemetry.of("c1", "ada").seconds(AUDIO_INPUT, at(0), 10));
    await(Dataset.SAMPLES, 10);
    SearchAnswer first = store().search(newestFirst(4, null));

    write(Telemetry.of("c1", "ada").seconds(AUDIO_INPUT, at(10), 5));
    await(Dataset.SAMPLES, 15);

    SearchAnswer second = store().search(newestFirst(4, first.cursor()));
    assertThat(second.documents())
        .extracting(document -> document.get("timestamp"))
        .containsExactly(
            at(5).toEpochMilli(), at(4).toEpochMilli(), at(3).toEpochMilli(), at(2).toEpochMilli());
    assertThat(second.total()).isEqualTo(15);
  }

  @Test
  void everyFieldOfEveryDatasetCanBeSortedAndFilteredBy() {
    for (Dataset dataset : Dataset.values()) {
      for (Field field : Fields.of(dataset)) {
        Object value =
            switch (field.type()) {
              case KEYWORD -> "x";
              case NUMBER, TIME -> 1.0;
              case BOOLEAN -> true;
            };
        Filter filter =
            new Filter.Any(
                List.of(
                    new Filter.In(field.name(), List.of(value)), new Filter.Exists(field.name())));
        SearchAnswer answer =
            store()
                .search(new SearchQuestion(dataset, ALWAYS, filter, field.name(), true, 5, null));
        assertThat(answer.documents()).as("%s by %s", dataset, field.name()).isEmpty();
      }
    }
  }

  @Test
  void aQuestionThatNamesWhatDoesNotExistSaysWhatIsNear() {
    assertBadQuestion(
        () -> contactsSortedBy("roundTripTimeMilis", true),
        "samples",
        "'roundTripTimeMilis'",
        "roundTripTimeMillis");
    assertBadQuestion(
        () -> documents(Dataset.CALLS, new Filter.Exists("mos")), "calls", "'mos'", "mosCqe");
    assertBadQuestion(
        () -> documents(Dataset.CALLS, new Filter.In("agent", List.of(4.0))),
        "'agent'",
        "keyword",
        "'4.0'");
    assertBadQuestion(
        () -> documents(Dataset.CALLS, new Filter.In("rFactor", List.of("high"))),
        "'rFactor'",
        "number",
        "'high'");
    assertBadQuestion(
        () -> documents(Dataset.CALLS, new Filter.Between("agent", 1.0, null, null, null)),
        "'agent'",
        "keyword",
        "expected a number");
    assertBadQuestion(
        () -> documents(Dataset.CALLS, new Filter.Contains("rFactor", "9")),
        "'rFactor'",
        "expected a keyword");
    assertBadQuestion(
        () -> documents(Dataset.CALLS, new Filter.Exists("agent\"; DROP TABLE sample; --")),
        "no field");
  }

  @Test
  void aForeignCursorIsRefused() {
    write(Telemetry.of("c1", "ada").seconds(AUDIO_INPUT, at(0), 10));
    await(Dataset.SAMPLES, 10);
    String cursor = store().search(newestFirst(4, null)).cursor();

    assertThat(cursor).isNotNull();
    assertBadQuestion(() -> store().search(newestFirst(4, "bm9uc2Vuc2U")), "cursor");
    assertBadQuestion(() -> store().search(newestFirst(4, "!!")), "cursor '!!'");
    assertBadQuestion(
        () ->
            store()
                .search(
                    new SearchQuestion(
                        Dataset.SAMPLES, ALWAYS, Filter.EVERYTHING, "agent", true, 4, cursor)),
        "cursor");
  }

  private void assertMatches(Filter filter, String... contacts) {
    assertThat(documents(Dataset.SAMPLES, filter))
        .as("%s", filter)
        .extracting(document -> document.get("contactId"))
        .containsExactly((Object[]) contacts);
    assertThat(count(Dataset.SAMPLES, filter)).isEqualTo(contacts.length);
  }

  private List<Object> contactsSortedBy(String field, boolean descending) {
    return store()
        .search(
            new SearchQuestion(
                Dataset.SAMPLES, ALWAYS, Filter.EVERYTHING, field, descending, 100, null))
        .documents()
        .stream()
        .map(document -> document.getOrDefault("contactId", ""))
        .toList();
  }

  private List<Map<String, Object>> pages(String sort, boolean descending, int limit) {
    List<Map<String, Object>> all = new ArrayList<>();
    String cursor = null;
    do {
      SearchAnswer page =
          store()
              .search(
                  new SearchQuestion(
                      Dataset.SAMPLES, ALWAYS, Filter.EVERYTHING, sort, descending, limit, cursor));
      assertThat(page.total()).isEqualTo(140);
      assertThat(page.documents()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.documents());
      cursor = page.cursor();
    } while (cursor != null);
    return all;
  }

  private static SearchQuestion newestFirst(int limit, @Nullable String cursor) {
    return new SearchQuestion(
        Dataset.SAMPLES, ALWAYS, Filter.EVERYTHING, Fields.TIMESTAMP, true, limit, cursor);
  }
}
