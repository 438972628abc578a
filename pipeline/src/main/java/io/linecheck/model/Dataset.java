package io.linecheck.model;

import java.util.Optional;

/**
 * The things one can ask about. Each row of a dataset has a time and the fields of {@link Fields}.
 */
public enum Dataset {
  /** One direction of one call for one second, as measured. */
  SAMPLES("samples"),
  /** One direction of one call for ten seconds, scored. Derived from samples. */
  WINDOWS("windows"),
  /** One contact as heard by one agent. Derived from windows, reports and events. */
  CALLS("calls"),
  /** The end of a call, as Connect reports it. */
  REPORTS("reports"),
  /** One API call of the softphone. */
  API_METRICS("apiMetrics"),
  /** Mute, hold, device change, ICE state and their like. */
  EVENTS("events");

  private final String apiName;

  Dataset(String apiName) {
    this.apiName = apiName;
  }

  public String apiName() {
    return apiName;
  }

  public static Optional<Dataset> ofApiName(String name) {
    for (Dataset dataset : values()) {
      if (dataset.apiName.equals(name)) {
        return Optional.of(dataset);
      }
    }
    return Optional.empty();
  }
}
