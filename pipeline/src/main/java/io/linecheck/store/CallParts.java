package io.linecheck.store;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.query.CallDetail;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together everything that belongs to a contact, from what a store finds of its calls. */
public final class CallParts {
  private static final long AROUND_MILLIS = 60_000;

  /** What the call's own document says already. */
  private static final Set<String> SAID_BY_CALL =
      Stream.concat(
              Stream.of(Fields.CONTACT_ID, Fields.AGENT),
              Stream.of(CallAttribute.values()).map(CallAttribute::fieldName))
          .collect(Collectors.toUnmodifiableSet());

  private CallParts() {}

  /**
   * What a store knows of one call; documents in time order, free to be changed.
   *
   * @param <E> how looking can fail
   */
  public interface Found<E extends Exception> {
    List<Map<String, Object>> documents(Dataset dataset) throws E;

    /** The agent's API calls between two moments, both included. */
    List<Map<String, Object>> apiMetrics(long fromMillis, long toMillis) throws E;
  }

  /** The parts as one contact, the earliest first; empty if there are none. */
  public static Optional<CallDetail> detail(String contactId, Collection<CallDetail.Part> parts) {
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CallDetail(
                contactId,
                parts.stream().sorted(Comparator.comparingLong(CallParts::beginning)).toList()));
  }

  public static <E extends Exception> CallDetail.Part part(CallKey key, Found<E> found) throws E {
    List<Map<String, Object>> calls = found.documents(Dataset.CALLS);
    List<Map<String, Object>> samples = brief(found.documents(Dataset.SAMPLES));
    List<Map<String, Object>> events = brief(found.documents(Dataset.EVENTS));
    List<Map<String, Object>> reports = found.documents(Dataset.REPORTS);
    // The call's row follows within two seconds; until then its name is all there is to say.
    Map<String, Object> call =
        calls.isEmpty()
            ? new LinkedHashMap<>(
                Map.of(Fields.CONTACT_ID, key.contactId(), Fields.AGENT, key.agent()))
            : calls.getFirst();
    List<Long> moments = moments(call, Stream.of(samples, events, reports).flatMap(List::stream));
    return new CallDetail.Part(
        call,
        samples,
        brief(found.documents(Dataset.WINDOWS)),
        events,
        reports,
        moments.isEmpty() ? List.of() : around(moments, found));
  }

  private static <E extends Exception> List<Map<String, Object>> around(
      List<Long> moments, Found<E> found) throws E {
    return found.apiMetrics(
        moments.stream().min(Comparator.naturalOrder()).orElseThrow() - AROUND_MILLIS,
        moments.stream().max(Comparator.naturalOrder()).orElseThrow() + AROUND_MILLIS);
  }

  private static List<Map<String, Object>> brief(List<Map<String, Object>> documents) {
    documents.forEach(document -> document.keySet().removeAll(SAID_BY_CALL));
    return documents;
  }

  /** The moments at which something of a call was seen. */
  private static List<Long> moments(
      Map<String, Object> call, Stream<Map<String, Object>> documents) {
    return Stream.concat(
            Stream.of(Fields.TIMESTAMP, "endTimestamp").map(call::get),
            documents.map(document -> document.get(Fields.TIMESTAMP)))
        .filter(Long.class::isInstance)
        .map(Long.class::cast)
        .toList();
  }

  private static long beginning(CallDetail.Part part) {
    return moments(part.call(), part.samples().stream()).stream()
        .min(Comparator.naturalOrder())
        .orElse(Long.MAX_VALUE);
  }
}
