package io.linecheck.ingest;

import io.linecheck.enrich.AgentArn;
import io.linecheck.enrich.CallConfig;
import io.linecheck.enrich.UserAgent;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what is known of a call: what the body says, then what its configuration, its ARN
 * and the connection tell. The public address comes from the connection alone.
 */
final class ContextReader {
  private ContextReader() {}

  static CallContext of(DecodedBody body, IngestRequest request) {
    Map<CallAttribute, String> all = new EnumMap<>(CallAttribute.class);
    all.putAll(body.attributes());
    body.reports().forEach(report -> ReportDecoder.addAttributes(report, all));
    CallConfig config = body.callConfig;
    add(all, CallAttribute.SIGNALING_ENDPOINT, config.signalingEndpoint());
    add(all, CallAttribute.ICE_SERVERS, config.iceServers());
    add(all, CallAttribute.TURN_HOST, config.turnHost());
    add(all, CallAttribute.MEDIA_REGION, config.mediaRegion());
    add(all, CallAttribute.AGENT_PUBLIC_IP, request.clientAddress());
    add(all, CallAttribute.ORIGIN, request.origin());
    String arn = all.get(CallAttribute.AGENT_ARN);
    if (arn != null) {
      AgentArn.parse(arn)
          .ifPresent(parts -> {
            add(all, CallAttribute.REGION, parts.region());
            add(all, CallAttribute.INSTANCE_ID, parts.instanceId());
          });
    }
    UserAgent userAgent = UserAgent.parse(request.userAgent());
    if (!all.containsKey(CallAttribute.AGENT_BROWSER_NAME)) {
      add(all, CallAttribute.AGENT_BROWSER_NAME, userAgent.browser());
      add(all, CallAttribute.AGENT_BROWSER_VERSION, userAgent.browserVersion());
    }
    add(all, CallAttribute.OS, userAgent.os());
    return new CallContext(all);
  }

  private static void add(
      Map<CallAttribute, String> all, CallAttribute attribute, @Nullable String value) {
    String clean = Texts.clean(value, Texts.LONGEST_ATTRIBUTE);
    if (clean != null) {
      all.putIfAbsent(attribute, clean);
    }
  }
}
