package io.linecheck.server.recording;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an event of the softphone is called among a call's events. */
final class EventKinds {
  /** Contact events of amazon-connect-streams, as a page subscribes to them. */
  private static final Map<String, String> OF_CONTACT =
      Map.ofEntries(
          Map.entry("CONTACT_INIT", "contactInit"),
          Map.entry("onIncoming", "incoming"),
          Map.entry("onPending", "pending"),
          Map.entry("onConnecting", "connecting"),
          Map.entry("onAccepted", "accepted"),
          Map.entry("onConnected", "connected"),
          Map.entry("onMissed", "missed"),
          Map.entry("onError", "contactError"),
          Map.entry("onACW", "afterCallWork"),
          Map.entry("onEnded", "ended"),
          Map.entry("onDestroy", "destroyed"));

  private static final Map<String, String> OF_CLIENT_METRIC =
      Map.of(
          "Softphone Session Connected", "sessionConnected",
          "Softphone Session Completed", "sessionCompleted",
          "Softphone Session Failed", "sessionFailed",
          "MultiSessionHangUp", "multiSessionHangUp",
          "ContactAcceptFailure", "acceptFailure");

  /**
   * An event of a call.
   *
   * @param data what came with it; empty for nothing
   */
  record Kind(String name, ObjectNode data) {}

  private EventKinds() {}

  /** Empty for an event that says nothing of a call. Muting is not here: it needs the state. */
  static Optional<Kind> of(RecordedEvent event) {
    String contact = OF_CONTACT.get(event.event());
    if (contact != null) {
      return Optional.of(new Kind(contact, nothing()));
    }
    return switch (event.event()) {
      case "CLIENT_METRIC" -> clientMetric(event);
      case "SOFTPHONE_ERROR" ->
          Optional.of(
              new Kind(
                  "softphoneError",
                  chosen(event.data(), "errorType", "errorMessage", "endPointUrl")));
      default -> Optional.empty();
    };
  }

  private static Optional<Kind> clientMetric(RecordedEvent event) {
    String kind = OF_CLIENT_METRIC.getOrDefault(String.valueOf(event.text("name")), "");
    return kind.isEmpty()
        ? Optional.empty()
        : Optional.of(new Kind(kind, chosen(event.data().path("data"), "failedReason")));
  }

  private static ObjectNode chosen(JsonNode from, String... members) {
    ObjectNode chosen = nothing();
    for (String member : members) {
      JsonNode value = from.path(member);
      if (value.isString()) {
        chosen.set(member, value);
      }
    }
    return chosen;
  }

  private static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }
}
