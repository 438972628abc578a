package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.AggregateQuestion.Order;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import io.linecheck.query.SearchQuestion;
import io.linecheck.server.FakeStore;
import io.linecheck.server.TestServer;
import io.linecheck.store.StoreException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiEdgeTest {
  private static final TimeRange RANGE =
      new TimeRange(Instant.ofEpochMilli(1000), Instant.ofEpochMilli(2000));

  private final FakeStore store = new FakeStore();
  private final TestServer server = TestServer.on(store);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aQuestionReachesTheStoreAsItWasAsked() {
    HttpResponse<String> answer =
        server.post(
            "/api/v1/query",
            """
            {"dataset":"windows","from":1000,"to":2000,
             "filter":{"all":[
               {"field":"contactQueue","in":["sales","care"]},
               {"not":{"field":"mosCqe","gte":1,"lt":3.6}},
               {"any":[{"field":"site","exists":true},{"field":"agent","contains":"ja"}]}]},
             "groupBy":["contactQueue"],"interval":"PT1M",
             "measures":[
               {"as":"n","count":true},
               {"as":"rtt","function":"p95","field":"roundTripTimeMillis"},
               {"as":"loss","numerator":["packetsLost"],"denominator":["packetsExpected"],"scale":100}],
             "order":{"by":"loss"},"limit":7}
            """);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(store.questions)
        .containsExactly(
            new AggregateQuestion(
                Dataset.WINDOWS,
                RANGE,
                new Filter.All(
                    List.of(
                        new Filter.In("contactQueue", List.of("sales", "care")),
                        new Filter.Not(new Filter.Between("mosCqe", 1.0, null, null, 3.6)),
                        new Filter.Any(
                            List.of(
                                new Filter.Exists("site"), new Filter.Contains("agent", "ja"))))),
                List.of("contactQueue"),
                Duration.ofMinutes(1),
                List.of(
                    new Measure.Count("n"),
                    new Measure.Statistic("rtt", Measure.Function.P95, "roundTripTimeMillis"),
                    new Measure.Ratio(
                        "loss", List.of("packetsLost"), List.of("packetsExpected"), 100)),
                new Order("loss", true),
                7));
  }

  @Test
  void absentIsNullInRowsAndWholeNumbersHaveNoFraction() {
    assertThat(server.post("/api/v1/query", aggregate("")).body())
        .startsWith(
            "{\"columns\":[\"contactQueue\",\"loss\"],"
                + "\"rows\":[[\"sales\",1.5],[\"care\",null],[\"x\",2]],"
                + "\"source\":\"rollup1m\",\"tookMillis\":");
  }

  @Test
  void aNumberThatIsNoneIsNull() {
    assertThat(server.get("/api/v1/calls?from=1000&to=2000").body()).contains("\"rFactor\":null");
  }

  @Test
  void searchHasDefaults() {
    server.post("/api/v1/search", "{\"dataset\":\"samples\",\"from\":1000,\"to\":2000}");

    assertThat(store.questions)
        .containsExactly(
            new SearchQuestion(
                Dataset.SAMPLES, RANGE, Filter.EVERYTHING, "timestamp", true, 100, null));
  }

  @Test
  void callsAreFilteredByParameters() {
    server.get(
        "/api/v1/calls?from=1000&to=2000&contactQueue=sales&contactQueue=care&quality=poor&sort=mosCqe&limit=5&cursor=x");

    assertThat(store.questions)
        .containsExactly(
            new SearchQuestion(
                Dataset.CALLS,
                RANGE,
                new Filter.All(
                    List.of(
                        new Filter.In("contactQueue", List.of("sales", "care")),
                        new Filter.In("quality", List.of("poor")))),
                "mosCqe",
                false,
                5,
                "x"));
  }

  @Test
  void textIsLookedForWherePeopleLook() {
    server.get("/api/v1/calls?from=1000&to=2000&q=%20jane%20");

    assertThat(store.questions)
        .containsExactly(
            new SearchQuestion(
                Dataset.CALLS,
                RANGE,
                new Filter.All(
                    List.of(
                        new Filter.Any(
                            List.of(
                                new Filter.Contains("contactId", "jane"),
                                new Filter.Contains("agent", "jane"),
                                new Filter.Contains("contactQueue", "jane"),
                                new Filter.Contains("agentRoutingProfile", "jane"),
                                new Filter.Contains("agentPublicIp", "jane"))))),
                "timestamp",
                true,
                100,
                null));
  }

  @Test
  void valuesOfAField() {
    HttpResponse<String> answer =
        server.get(
            "/api/v1/fields/contactQueue/values?dataset=calls&from=1000&to=2000&prefix=sa&limit=3");

    assertThat(answer.body()).isEqualTo("{\"values\":[{\"value\":\"sales\",\"count\":3}]}");
    assertThat(store.questions)
        .containsExactly(
            new FacetQuestion(Dataset.CALLS, RANGE, Filter.EVERYTHING, "contactQueue", "sa", 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"limit":0}                  | limit: 0 is not valid, expected a whole number from 1 to 1000
          {"limit":1.5}                | limit: 1.5 is not valid, expected a whole number from 1 to 1000
          {"limit":99999999999999999999} | limit: 99999999999999999999 is not valid, expected a whole number from 1 to 1000
          {"from":"yesterday"}         | from: "yesterday" is not valid, expected a whole number from 0 to 253402300800000
          {"to":1000}                  | to: 1000 is not after from, 1000, expected a later time
          {"dataset":"call"}           | dataset: "call" is not valid, expected one of samples, windows, calls, reports, apiMetrics, events
          {"dataset":null}             | dataset: is missing, expected one of samples, windows, calls, reports, apiMetrics, events
          {"colour":"red"}             | colour: there is no such member, expected one of dataset, from, to, filter, groupBy, interval, measures, order, limit
          {"groupBy":["queue"]}        | groupBy[0]: "queue" is not a field of windows, did you mean contactQueue?
          {"groupBy":[1]}              | groupBy[0]: 1 is not valid, expected the name of a field
          {"groupBy":["site","site"]}  | groupBy: site is there twice
          {"groupBy":"site"}           | groupBy: "site" is not valid, expected at most 4 fields
          {"interval":"1m"}            | interval: "1m" is not valid, expected an ISO-8601 duration of a second or more, such as PT1M
          {"interval":"PT0.5S"}        | interval: PT0.5S is not valid, expected an ISO-8601 duration of a second or more, such as PT1M
          {"measures":[]}              | measures: [] is not valid, expected 1 to 24 measures
          {"measures":[{"as":"a"}]}    | measures[0]: {"as":"a"} is not valid, expected a measure: an object with count, function or numerator
          {"measures":[{"as":"a","count":false}]} | measures[0].count: false is not valid, expected true
          {"measures":[{"as":"a b","count":true}]} | measures[0].as: "a b" is not valid, expected a name for the column, of letters, digits and underscores
          {"measures":[{"as":"a","function":"median","field":"mosCqe"}]} | measures[0].function: "median" is not valid, expected one of avg, min, max, sum, p50, p95, p99, distinct
          {"measures":[{"as":"a","function":"avg","field":"site"}]} | measures[0].field: site is a keyword field, expected a number field
          {"measures":[{"as":"a","count":true},{"as":"a","count":true}]} | measures[1].as: a is the name of another column, expected one of its own
          {"measures":[{"as":"a","numerator":["packetsLost"]}]} | measures[0].denominator: is missing, expected 1 to 16 number fields
          {"measures":[{"as":"a","count":true,"field":"site"}]} | measures[0].field: there is no such member, expected one of as, count
          {"order":{"by":"b"}}         | order.by: "b" is not valid, expected one of the measures: n
          {"filter":[]}                | filter: [] is not valid, expected a JSON object
          {"filter":{}}                | filter: {} is not valid, expected a filter: an object with all, any, not or field
          {"filter":{"all":[{"field":"site"}]}} | filter.all[0].field: site is a keyword field, expected a number or time field
          {"filter":{"field":"mosCqe"}} | filter.field: nothing is asked of it, expected one of in, exists, contains, gte, gt, lte, lt
          {"filter":{"field":"mosCqe","gte":"3"}} | filter.gte: "3" is not valid, expected a number
          {"filter":{"not":{"field":"mosCqe","in":["3"]}}} | filter.not.in[0]: "3" is not valid, expected a number
          {"filter":{"field":"sites","exists":true}} | filter.field: "sites" is not a field of windows, did you mean site?
          {"filter":{"field":"mosCqe","contains":"3"}} | filter.field: mosCqe is a number field, expected a keyword field
          """)
  void aWrongMemberIsNamed(String change, String sentence) {
    HttpResponse<String> answer = server.post("/api/v1/query", aggregate(change));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"" + sentence.replace("\"", "\\\"") + "\"}");
    assertThat(store.questions).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``            | body: it is empty, expected a JSON object
          []            | body: [] is not valid, expected a JSON object
          {"a":1        | body: not valid JSON at line 1, column
          {"a":1} x     | body: not valid JSON at line 1, column
          {"a":1,"a":2} | body: not valid JSON at line 1, column
          {"a":NaN}     | body: not valid JSON at line 1, column
          """)
  void whatIsNoJsonIsRefused(String body, String beginning) {
    HttpResponse<String> answer = server.post("/api/v1/search", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"error\":\"" + beginning);
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "{\"not\":".repeat(100) + "{}" + "}".repeat(100);

    HttpResponse<String> answer =
        server.post("/api/v1/query", "{\"dataset\":\"calls\",\"filter\":" + deep + "}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("nesting depth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          calls?to=2000                       | from: is missing, expected a time as epoch milliseconds
          calls?from=x&to=2000                | from: 'x' is not valid, expected a time as epoch milliseconds
          calls?from=-1&to=2000               | from: '-1' is not valid, expected a time as epoch milliseconds
          calls?from=1&from=2&to=2000         | from: is there 2 times, expected once
          calls?from=3000&to=2000             | to: 2000 is not after from, 3000, expected a later time
          calls?from=1000&to=2000&limit=1001  | limit: '1001' is not valid, expected a whole number from 1 to 1000
          calls?from=1000&to=2000&sort=-mos   | sort: 'mos' is not a field of calls, did you mean mosCqe?
          calls?from=1000&to=2000&queue=x     | queue: 'queue' is not a field of calls, did you mean contactQueue?
          calls?from=1000&to=2000&mosCqe=3    | mosCqe: '3' is not valid, expected a keyword or boolean field; POST /search filters by others
          fields/site/values?from=1000&to=2000 | dataset: is missing, expected one of samples, windows, calls, reports, apiMetrics, events
          fields/site/values?dataset=calls&from=1000&to=2000&q=x | q: there is no such parameter, expected one of dataset, from, to, prefix, limit
          fields/sites/values?dataset=calls&from=1000&to=2000 | name: 'sites' is not a field of calls, did you mean site?
          """)
  void aWrongParameterIsNamed(String path, String sentence) {
    HttpResponse<String> answer = server.get("/api/v1/" + path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"" + sentence.replace("'", "\\\"") + "\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "BAD_QUESTION, 400",
    "TOO_EXPENSIVE, 422",
    "OVERLOADED, 503",
    "UNAVAILABLE, 503",
  })
  void theStoresReasonBecomesAStatus(StoreException.Cause kind, int status) {
    store.fail(kind);

    HttpResponse<String> answer = server.post("/api/v1/query", aggregate(""));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo("{\"error\":\"said by the store: " + kind + "\"}");
    assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
  }

  @Test
  void whatNobodyForesawSaysAnIdAndNothingElse() {
    for (RuntimeException failure :
        List.of(
            new StoreException(StoreException.Cause.BROKEN, "secret detail"),
            new IllegalStateException("secret detail"))) {
      store.failure = failure;

      HttpResponse<String> answer = server.post("/api/v1/query", aggregate(""));

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body())
          .matches(
              "\\{\"error\":\"unexpected failure; the server's log has more under id"
                  + " [0-9a-f-]{36}\"}");
    }
  }

  @Test
  void anUnknownContactIsNotFound() {
    HttpResponse<String> answer = server.get("/api/v1/calls/c2");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo("{\"error\":\"contactId: nothing is known of \\\"c2\\\"\"}");
  }

  @Test
  void unknownPathsAndMethods() {
    assertThat(server.get("/api/v1/nothing").statusCode()).isEqualTo(404);
    assertThat(server.get("/api/v1/nothing").headers().firstValue("Content-Type"))
        .contains("application/json");
    assertThat(server.get("/api/v1/query").statusCode()).isEqualTo(405);
    assertThat(
            server
                .send(server.request("/api/v1/health").method("DELETE", BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(405);
    assertThat(server.post("/api/v1/nothing", "{}").statusCode()).isEqualTo(404);
    assertThat(server.post("/calls", "{}").statusCode()).isEqualTo(404);
    HttpResponse<String> page =
        server.send(server.request("/api/v1/nothing").header("Accept", "text/html"));
    assertThat(page.statusCode()).isEqualTo(404);
  }

  @Test
  void questionsAreJson() {
    HttpResponse<String> answer =
        server.send(
            server
                .request("/api/v1/query")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(aggregate(""))));

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void healthSaysWhy() {
    assertThat(server.get("/api/v1/health").statusCode()).isEqualTo(200);
    assertThat(server.get("/api/v1/health").body()).contains("\"status\":\"ok\"");

    store.fail(StoreException.Cause.UNAVAILABLE);

    assertThat(server.get("/api/v1/health").statusCode()).isEqualTo(503);
    assertThat(server.get("/api/v1/health").body())
        .contains("\"status\":\"unavailable\"", "\"detail\":\"disk full\"");
  }

  @Test
  void thresholdsNobodySetAreNull() {
    assertThat(server.get("/api/v1/config").body())
        .contains("\"demo\":false")
        .contains(
            "{\"quality\":\"bad\",\"rFactorBelow\":60,\"lossPercentFrom\":10,"
                + "\"jitterMillisFrom\":null,\"roundTripTimeMillisFrom\":500,"
                + "\"concealedPercentFrom\":7}");
  }

  @Test
  void answersArePacked() {
    HttpResponse<byte[]> answer =
        server.sendForBytes(server.request("/api/v1/fields").header("Accept-Encoding", "gzip"));

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(answer.body().length).isLessThan(server.get("/api/v1/fields").body().length() / 3);
  }

  /** A question with some members put in the place of its own. */
  private static String aggregate(String change) {
    String dataset = "\"dataset\":\"windows\",";
    String from = "\"from\":1000,";
    String to = "\"to\":2000,";
    String measures = "\"measures\":[{\"as\":\"n\",\"count\":true}],";
    StringBuilder body = new StringBuilder("{");
    for (String member : List.of(dataset, from, to, measures)) {
      String name = member.substring(0, member.indexOf(':') + 1);
      if (!change.startsWith("{" + name)) {
        body.append(member);
      }
    }
    String rest = change.isEmpty() ? "\"limit\":10}" : change.substring(1);
    return body.append(rest).toString();
  }
}
