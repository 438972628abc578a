package io.linecheck.ingest;

import io.linecheck.enrich.CallConfig;
import io.linecheck.model.CallAttribute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a body said, before its times are judged and its falsehoods mended: header fields may stand
 * behind the items they belong to. Filled by the decoders; not thread-safe; owned by one request.
 */
final class DecodedBody {
  private static final int MOST_UNKNOWN_NAMES = 20;
  private static final int LONGEST_UNKNOWN_NAME = 64;

  /** An event before its time is judged. */
  record Event(String kind, long timestamp, @Nullable String dataJson, int position) {}

  private final Route route;
  private final IngestLimits limits;
  private final Outcomes outcomes;
  private final Rejections rejections;
  private final RawSamples samples = new RawSamples();
  private final List<ReportDecoder.Report> reports = new ArrayList<>(0);
  private final List<ApiMetricDecoder.Metric> apiMetrics = new ArrayList<>(0);
  private final List<Event> events = new ArrayList<>(0);
  private final Map<CallAttribute, String> attributes = new EnumMap<>(CallAttribute.class);
  private @Nullable Set<String> unknownNames;
  private int items;

  @Nullable UUID batchId;
  @Nullable String agent;
  @Nullable String contactId;
  CallConfig callConfig = CallConfig.UNKNOWN;
  long clockSkewMillis;

  DecodedBody(Route route, IngestLimits limits, Outcomes outcomes) {
    this.route = route;
    this.limits = limits;
    this.outcomes = outcomes;
    this.rejections = new Rejections(limits.maxRejections());
  }

  /** One more item was begun, whatever becomes of it. */
  void countItem() throws BadRequest {
    items++;
    if (items > limits.maxItems()) {
      throw new BadRequest(
          413, "more than " + limits.maxItems() + " items in one request: send several");
    }
  }

  /** The agent; a body without one does not pass the decoder. */
  String agent() {
    return Objects.requireNonNull(agent);
  }

  int items() {
    return items;
  }

  Rejections rejections() {
    return rejections;
  }

  RawSamples samples() {
    return samples;
  }

  List<ReportDecoder.Report> reports() {
    return reports;
  }

  List<ApiMetricDecoder.Metric> apiMetrics() {
    return apiMetrics;
  }

  List<Event> events() {
    return events;
  }

  Map<CallAttribute, String> attributes() {
    return attributes;
  }

  void mended(Falsehood falsehood) {
    outcomes.mended(falsehood.label());
  }

  /** Says once for each name, and only for the first few, that a field is unknown. */
  void unknown(String prefix, String name) {
    Set<String> names = unknownNames;
    if (names == null) {
      names = HashSet.newHashSet(4);
      unknownNames = names;
    }
    if (names.size() < MOST_UNKNOWN_NAMES && names.add(prefix.concat(name))) {
      String clean = Texts.clean(prefix + name, LONGEST_UNKNOWN_NAME);
      outcomes.unknownField(route, clean == null ? prefix : clean);
    }
  }
}
