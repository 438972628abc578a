package io.linecheck.privacy;

import io.linecheck.model.ApiMetric;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallKey;
import io.linecheck.model.CallReport;
import io.linecheck.model.StreamType;
import io.linecheck.store.Rejection;
import io.linecheck.store.StreamTail;
import io.linecheck.store.StreamTails;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.TelemetryWriter;
import io.linecheck.store.WriteReceipt;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A writer before which agents' names are replaced by pseudonyms, and the tails of calls by those
 * names. Replaced are the agent, the agent's part of the ARN, and both wherever the device labels,
 * addresses, reports and events of the batch repeat them.
 */
public final class PseudonymousWriter implements TelemetryWriter, StreamTails {
  /** Texts of the page or of the machine that may hold a name; queues and branches never do. */
  private static final Set<CallAttribute> FREE_TEXTS =
      Set.of(
          CallAttribute.AGENT_ARN,
          CallAttribute.MICROPHONE,
          CallAttribute.SPEAKER,
          CallAttribute.SIGNALING_ENDPOINT,
          CallAttribute.ICE_SERVERS);

  private static final String BEFORE_AGENT_ID = "/agent/";

  private final TelemetryWriter writer;
  private final StreamTails tails;
  private final Pseudonyms pseudonyms;
  private final AgentDirectory directory;

  public PseudonymousWriter(
      TelemetryWriter writer, StreamTails tails, Pseudonyms pseudonyms, AgentDirectory directory) {
    this.writer = writer;
    this.tails = tails;
    this.pseudonyms = pseudonyms;
    this.directory = directory;
  }

  /** The directory knows the agent before the store knows the pseudonym. */
  @Override
  public WriteReceipt write(TelemetryBatch batch) {
    String pseudonym = pseudonyms.of(batch.agent());
    directory.add(pseudonym, batch.agent());
    return writer.write(replaced(batch, pseudonym));
  }

  @Override
  public Map<StreamType, StreamTail> tails(CallKey call) {
    return tails.tails(new CallKey(call.contactId(), pseudonyms.of(call.agent())));
  }

  private static TelemetryBatch replaced(TelemetryBatch batch, String pseudonym) {
    NameText names = names(batch, pseudonym);
    return new TelemetryBatch(
        batch.batchId(),
        batch.receivedAt(),
        pseudonym,
        batch.contactId(),
        context(batch.context(), names),
        batch.samples(),
        batch.reports().stream().map(report -> report(report, names)).toList(),
        batch.apiMetrics().stream().map(metric -> metric(metric, names)).toList(),
        batch.events().stream()
            .map(event ->
                new CallEvent(event.kind(), event.timestamp(), json(event.dataJson(), names)))
            .toList(),
        batch.rejected().stream()
            .map(item -> new Rejection(item.path(), names.replace(item.reason())))
            .toList());
  }

  private static NameText names(TelemetryBatch batch, String pseudonym) {
    Map<String, String> replacements = new HashMap<>();
    replacements.put(batch.agent(), pseudonym);
    String arn = batch.context().get(CallAttribute.AGENT_ARN);
    if (arn != null) {
      int at = arn.lastIndexOf(BEFORE_AGENT_ID);
      replacements.put(at < 0 ? arn : arn.substring(at + BEFORE_AGENT_ID.length()), pseudonym);
    }
    return new NameText(replacements);
  }

  private static CallContext context(CallContext context, NameText names) {
    EnumMap<CallAttribute, String> attributes = new EnumMap<>(CallAttribute.class);
    context
        .attributes()
        .forEach((attribute, value) ->
            attributes.put(
                attribute, FREE_TEXTS.contains(attribute) ? names.replace(value) : value));
    return new CallContext(attributes, context.sent());
  }

  private static CallReport report(CallReport report, NameText names) {
    Map<String, Object> values = new HashMap<>(report.values());
    values.replaceAll((_, value) -> value instanceof String text ? names.replace(text) : value);
    return new CallReport(report.timestamp(), values, json(report.reportJson(), names));
  }

  private static ApiMetric metric(ApiMetric metric, NameText names) {
    String errorType = metric.errorType();
    return new ApiMetric(
        metric.name(),
        metric.timestamp(),
        metric.timeMillis(),
        metric.httpStatus(),
        metric.failed(),
        errorType == null ? null : names.replace(errorType),
        metric.longPoll());
  }

  private static @Nullable String json(@Nullable String json, NameText names) {
    return json == null ? null : names.replaceInJson(json);
  }
}
