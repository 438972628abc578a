package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import io.linecheck.model.Field;
import io.linecheck.model.FieldType;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where rows live and what their fields are called there. The three indices that the AWS sample has
 * keep its names and shape, so that saved objects made for it work on ours.
 */
final class Indices {
  /** Names of more days would make the request's first line too long (4 KiB by default). */
  private static final long MOST_DAYS_NAMED = 31;

  /** Texts that the AWS sample stores, which dashboards made for it address as {@code .keyword}. */
  private static final Set<String> WITH_KEYWORD =
      Set.of(
          Fields.AGENT,
          Fields.CONTACT_ID,
          Fields.STREAM,
          "contactQueue",
          "agentRoutingProfile",
          "agentPrivateIp",
          "agentPublicIp",
          "signalingEndpoint",
          "iceServers",
          "agentBrowserName",
          "agentBrowserversion");

  private final String prefix;

  /**
   * @param prefix of all names
   */
  Indices(String prefix) {
    this.prefix = prefix;
  }

  /** The index that a row of this moment is written to. */
  String of(Dataset dataset, long momentMillis) {
    LocalDate day = day(momentMillis);
    return base(dataset) + (dataset == Dataset.CALLS ? YearMonth.from(day).toString() : day);
  }

  /** The indices in which rows of a range can be, as a search names them; some may not exist. */
  String of(Dataset dataset, TimeRange range) {
    Duration length = Duration.between(range.from(), range.to());
    if (dataset == Dataset.CALLS || length.toDays() >= MOST_DAYS_NAMED) {
      return all(dataset);
    }
    Instant last = range.to().isAfter(range.from()) ? range.to().minusMillis(1) : range.from();
    return day(range.from().toEpochMilli())
        .datesUntil(day(last.toEpochMilli()).plusDays(1))
        .map(day -> base(dataset) + day)
        .collect(Collectors.joining(","));
  }

  /** All indices of a dataset, as a search names them. */
  String all(Dataset dataset) {
    return base(dataset) + "*";
  }

  /** Where answers to batches of that day are kept. */
  String batches(long momentMillis) {
    return prefix + "linecheck-batch-" + day(momentMillis);
  }

  String allBatches() {
    return prefix + "linecheck-batch-*";
  }

  /** The first moment after the day of an index of answers; absent where the name is another's. */
  OptionalLong endOfBatches(String index) {
    return after(index.substring((prefix + "linecheck-batch-").length()), Indices::nextDay);
  }

  /** Calls that are to be derived. */
  String pending() {
    return prefix + "linecheck-pending";
  }

  String documents() {
    return prefix + "linecheck-document";
  }

  String audit(long momentMillis) {
    return prefix + "linecheck-audit-" + YearMonth.from(day(momentMillis));
  }

  String allAudit() {
    return prefix + "linecheck-audit-*";
  }

  /** The dataset whose rows an index has; absent where it is none of a dataset's. */
  Optional<Dataset> dataset(String index) {
    return Arrays.stream(Dataset.values())
        .filter(dataset -> index.startsWith(base(dataset)))
        .findFirst();
  }

  /**
   * The first moment after the day or month of an index; absent where the name is another's, which
   * only begins as a dataset's do.
   */
  OptionalLong end(Dataset dataset, String index) {
    return after(
        index.substring(base(dataset).length()),
        dataset == Dataset.CALLS
            ? month -> YearMonth.parse(month).plusMonths(1).atDay(1)
            : Indices::nextDay);
  }

  private static LocalDate nextDay(String day) {
    return LocalDate.parse(day).plusDays(1);
  }

  private static OptionalLong after(String date, Function<String, LocalDate> next) {
    try {
      return OptionalLong.of(
          next.apply(date).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
    } catch (DateTimeParseException _) {
      return OptionalLong.empty();
    }
  }

  /** Whether an index has telemetry and a name that Linecheck alone gives. */
  boolean isOwnTelemetry(String index) {
    return index.startsWith(prefix + "linecheck-") && dataset(index).isPresent();
  }

  /** The indices that are written to at a moment. */
  Set<String> current(long momentMillis) {
    return Stream.concat(
            Arrays.stream(Dataset.values()).map(dataset -> of(dataset, momentMillis)),
            Stream.of(batches(momentMillis), pending(), documents(), audit(momentMillis)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Everything that is Linecheck's. */
  String everything() {
    return String.join(
        ",",
        Stream.concat(
                Arrays.stream(Dataset.values()).map(this::all), Stream.of(prefix + "linecheck-*"))
            .toList());
  }

  /** The object of a document that has the members: {@code doc}, or empty for the document. */
  static String root(Dataset dataset) {
    return switch (dataset) {
      case SAMPLES, API_METRICS -> "doc";
      case WINDOWS, CALLS, REPORTS, EVENTS -> "";
    };
  }

  /** The path by which queries, sorts and aggregations address a member of the dataset. */
  static String path(Dataset dataset, Field field) {
    String member = member(dataset, field.name());
    return hasKeyword(dataset, field.name()) && field.type() == FieldType.KEYWORD
        ? member + ".keyword"
        : member;
  }

  /** The path of a member, whether or not the catalogue lists it. */
  static String member(Dataset dataset, String name) {
    String root = root(dataset);
    return root.isEmpty() ? name : root + "." + name;
  }

  private static boolean hasKeyword(Dataset dataset, String name) {
    return switch (dataset) {
      case SAMPLES, API_METRICS, REPORTS -> WITH_KEYWORD.contains(name);
      case WINDOWS, CALLS, EVENTS -> false;
    };
  }

  private String base(Dataset dataset) {
    return prefix
        + switch (dataset) {
          case SAMPLES -> "softphonestreamstats-";
          case WINDOWS -> "linecheck-window-";
          case CALLS -> "linecheck-call-";
          case REPORTS -> "softphonecallreport-";
          case API_METRICS -> "apimetric-";
          case EVENTS -> "linecheck-event-";
        };
  }

  private static LocalDate day(long momentMillis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(momentMillis), ZoneOffset.UTC);
  }
}
