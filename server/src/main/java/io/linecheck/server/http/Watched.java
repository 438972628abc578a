package io.linecheck.server.http;

import io.linecheck.server.checkup.Checkup;
import io.linecheck.server.ingest.Sightings;
import io.linecheck.server.metrics.ServerMetrics;

/** What is counted, seen and judged of the running server. */
public record Watched(ServerMetrics metrics, Sightings sightings, Checkup checkup) {}
