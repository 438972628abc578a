package io.linecheck.server.recording;

import io.linecheck.ingest.Route;

/** A body made of a recording. */
public final class RecordedBody {
  private final Route route;
  private final byte[] content;
  private final int samples;

  RecordedBody(Route route, byte[] content, int samples) {
    this.route = route;
    this.content = content;
    this.samples = samples;
  }

  public Route route() {
    return route;
  }

  /** UTF-8 JSON; not to be changed. */
  public byte[] content() {
    return content;
  }

  /** How many stream samples are in it. */
  public int samples() {
    return samples;
  }
}
