package io.linecheck.server.recording;

import io.linecheck.ingest.Route;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A body made of a recording. */
public final class RecordedBody {
  private final Route route;
  private final byte[] content;
  private final int samples;
  private final @Nullable String contactId;

  RecordedBody(Route route, byte[] content, int samples, @Nullable String contactId) {
    this.route = route;
    this.content = content;
    this.samples = samples;
    this.contactId = contactId;
  }

  public Route route() {
    return route;
  }

  /** Empty for API metrics, which belong to no contact. */
  public Optional<String> contactId() {
    return Optional.ofNullable(contactId);
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
