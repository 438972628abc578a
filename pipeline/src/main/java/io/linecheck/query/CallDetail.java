package io.linecheck.query;

import java.util.List;
import java.util.Map;

/**
 * A contact with everything measured about it, one part for each agent who had it, in time order.
 */
public record CallDetail(String contactId, List<Part> parts) {
  /**
   * A contact as heard by one agent. Documents are as {@link SearchAnswer} describes them, in time
   * order; samples, windows and events leave out the identity and attributes that {@code call} has.
   *
   * @param call the row of the calls dataset, with all its attributes
   * @param apiMetrics the agent's API calls from a minute before the call to a minute after it
   */
  public record Part(
      Map<String, Object> call,
      List<Map<String, Object>> samples,
      List<Map<String, Object>> windows,
      List<Map<String, Object>> events,
      List<Map<String, Object>> reports,
      List<Map<String, Object>> apiMetrics) {}
}
