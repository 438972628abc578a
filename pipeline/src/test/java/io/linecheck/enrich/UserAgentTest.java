package io.linecheck.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36|Chrome|156.0.0.0|Windows",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0|Edge|156.0.0.0|Windows",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15|Safari|26.1|macOS",
        "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0|Firefox|150.0|Linux",
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36|Chrome|156.0.0.0|ChromeOS",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36|Chrome|156.0.0.0|Android",
        "curl/8.9|||",
        "Firefox/|Firefox||",
        "|||"
      })
  void browsers(
      @Nullable String header,
      @Nullable String browser,
      @Nullable String version,
      @Nullable String os) {
    assertThat(UserAgent.parse(header)).isEqualTo(new UserAgent(browser, version, os));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:connect:eu-central-1:123456789012:instance/11-22/agent/33, eu-central-1, 11-22",
    "arn:aws-us-gov:connect:us-gov-west-1:123456789012:instance/11-22/agent/33, us-gov-west-1, 11-22"
  })
  void agentArns(String arn, String region, String instance) {
    assertThat(AgentArn.parse(arn)).contains(new AgentArn(region, instance));
    assertThat(AgentArn.parse("arn:aws:iam::123456789012:user/" + instance)).isEmpty();
  }
}
