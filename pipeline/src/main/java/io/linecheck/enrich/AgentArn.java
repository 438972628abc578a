package io.linecheck.enrich;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an agent's ARN tells: {@code arn:aws:connect:REGION:ACCOUNT:instance/ID/agent/ID}. */
public record AgentArn(String region, String instanceId) {
  private static final Pattern FORM =
      Pattern.compile(
          "arn:[a-z-]{3,20}:connect:([a-z0-9-]{1,40}):\\d{1,20}:instance/([^/]{1,100})/.*");

  public static Optional<AgentArn> parse(String arn) {
    Matcher matcher = FORM.matcher(arn);
    return matcher.matches()
        ? Optional.of(new AgentArn(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }
}
