package io.linecheck.ingest;

import java.util.Optional;

/** The three routes of the wire, named as the AWS sample names them. */
public enum Route {
  SOFTPHONE_METRICS("softphonemetrics"),
  CALL_REPORT("callreport"),
  API_METRICS("apimetrics");

  private final String path;

  Route(String path) {
    this.path = path;
  }

  /** The last segment of the URL. */
  public String path() {
    return path;
  }

  public static Optional<Route> ofPath(String path) {
    for (Route route : values()) {
      if (route.path.equals(path)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }
}
