package io.linecheck.server.metrics;

import java.util.List;

/** The metrics of ours, beside those of the JVM. The documentation follows from this list. */
enum ServerMetric {
  INGEST_ITEMS(
      "linecheck.ingest.items",
      Kind.COUNTER,
      "Samples, reports, API metrics and events by what became of them: accepted, duplicate,"
          + " invalid, rate_limited, unauthorized, unavailable. A request refused unread counts as"
          + " one.",
      "route",
      "outcome"),
  INGEST_MENDED(
      "linecheck.ingest.mended",
      Kind.COUNTER,
      "Known falsehoods in Connect's numbers that were mended, by kind.",
      "falsehood"),
  INGEST_UNKNOWN_FIELDS(
      "linecheck.ingest.unknown.fields",
      Kind.COUNTER,
      "Fields nobody knows, by name; names beyond the first hundred of a route count as other.",
      "route",
      "field"),
  HTTP_REQUESTS(
      "linecheck.http.requests",
      Kind.TIMER,
      "Requests answered and how long they took.",
      "method",
      "route",
      "status"),
  STORE_WRITES(
      "linecheck.store.writes",
      Kind.TIMER,
      "Batches written and how long each took from being handed over until it was durable, by"
          + " result: durable or refused.",
      "result"),
  STORE_COMMITS(
      "linecheck.store.commits",
      Kind.TIMER,
      "Group commits and how long they took; many batches are durable with one. It has no _max."),
  STORE_QUEUED_BATCHES(
      "linecheck.store.queued.batches", Kind.GAUGE, "Batches taken and not yet durable."),
  STORE_DERIVED_LAG(
      "linecheck.store.derived.lag.seconds",
      Kind.GAUGE,
      "Age of the oldest acknowledged batch that windows and calls do not show yet."),
  STORE_BYTES("linecheck.store.bytes", Kind.GAUGE, "Size of the store on disk."),
  STORE_ROWS("linecheck.store.rows", Kind.GAUGE, "Rows of each dataset.", "dataset"),
  STORE_WRITABLE(
      "linecheck.store.writable", Kind.GAUGE, "1 if a batch would be taken now, else 0."),
  CLUSTER_REQUESTS(
      "linecheck.cluster.requests",
      Kind.TIMER,
      "Requests to the cluster and how long they took, by what was asked for (bulk, search, refresh,"
          + " document, other) and how they ended: answered, refused, rejected for load,"
          + " unavailable, unreachable. Only with a cluster. It has no _max.",
      "work",
      "result"),
  CLUSTER_WRITES(
      "linecheck.cluster.writes",
      Kind.COUNTER,
      "Rows and other documents sent to the cluster in bulk requests, by what became of each: done,"
          + " conflict (it was there), missing, refused for good, or sent again: again_rejected for"
          + " load, again_copies for copies that were waited for, again_unavailable. Only with a"
          + " cluster.",
      "end"),
  CLUSTER_PENDING_NOTES(
      "linecheck.cluster.pending.notes",
      Kind.GAUGE,
      "Batches that windows and calls do not show yet and this server is to derive. Only with a"
          + " cluster."),
  CLUSTER_OPEN_WALKS(
      "linecheck.cluster.open.walks",
      Kind.GAUGE,
      "Walks through stored rows that the cluster keeps a state of. Only with a cluster."),
  CHECK_STATE(
      "linecheck.check.state",
      Kind.GAUGE,
      "The checks of the System page as they were in the last minute: 0 ok, 1 unknown, 2 needs"
          + " attention, 3 failing; NaN for what is not looked at.",
      "check");

  /** What the number does over time. */
  enum Kind {
    COUNTER,
    GAUGE,
    TIMER
  }

  private final String meterName;
  private final Kind kind;
  private final String description;
  private final List<String> labels;

  ServerMetric(String meterName, Kind kind, String description, String... labels) {
    this.meterName = meterName;
    this.kind = kind;
    this.description = description;
    this.labels = List.of(labels);
  }

  String meterName() {
    return meterName;
  }

  String description() {
    return description;
  }

  List<String> labels() {
    return labels;
  }

  /** The family's name in a scrape. */
  String prometheusName() {
    String name = meterName.replace('.', '_');
    return switch (kind) {
      case COUNTER -> name + "_total";
      case GAUGE -> name;
      case TIMER -> name + "_seconds";
    };
  }

  String prometheusType() {
    return switch (kind) {
      case COUNTER -> "counter";
      case GAUGE -> "gauge";
      case TIMER -> "summary";
    };
  }
}
