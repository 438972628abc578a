package io.linecheck.simulator;

/** The ingest routes, by the last part of their path. */
public enum Route {
  SOFTPHONE_METRICS("softphonemetrics"),
  CALL_REPORT("callreport"),
  API_METRICS("apimetrics");

  private final String path;

  Route(String path) {
    this.path = path;
  }

  public String path() {
    return path;
  }
}
