package io.linecheck.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallConfigTest {
  private static final String CONFIG =
      """
      {"signalingEndpoint":"wss://rtc.connect-telecom.us-west-2.amazonaws.com/LilyRTC","iceServers":[
      {"username":"u","urls":["turn:TurnNLB-1.elb.us-east-1.amazonaws.com.:3478?transport=udp",
      "turn:second.example"],"credential":"p"},{"urls":["stun:stun.example:3478"]},
      {"urls":["turns:t.example:443?transport=tcp"]}],"protocol":"LilyRTC/1.0/WSS"}
      """;

  private static final CallConfig EXPECTED =
      new CallConfig(
          "wss://rtc.connect-telecom.us-west-2.amazonaws.com/LilyRTC",
          "turn:TurnNLB-1.elb.us-east-1.amazonaws.com.:3478, stun:stun.example:3478,"
              + " turns:t.example:443?transport=tcp",
          "turnnlb-1.elb.us-east-1.amazonaws.com",
          "us-east-1");

  @Test
  void asConnectHandsItOver() {
    assertThat(CallConfig.parse(CONFIG)).isEqualTo(EXPECTED);
  }

  @Test
  void escapedForHtml() {
    assertThat(CallConfig.parse(CONFIG.replace("\"", "&quot;"))).isEqualTo(EXPECTED);
    assertThat(CallConfig.parse(CONFIG.replace("\"", "&#34;"))).isEqualTo(EXPECTED);
  }

  @Test
  void blanksInsideHosts() {
    assertThat(CallConfig.parse(CONFIG.replace("elb.us", "elb. us").replace("rtc.c", "rtc. c")))
        .isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wss://rtc.connect-telecom.ap-southeast-2.amazonaws.com/LilyRTC|ap-southeast-2",
        "wss://rtc.connect-telecom.us-gov-west-1.amazonaws.com/LilyRTC|us-gov-west-1",
        "wss://rtc.example/LilyRTC|",
        "wss://x/us-east-1|"
      })
  void regionOfTheSignallingEndpointWithoutTurn(String endpoint, @Nullable String region) {
    assertThat(CallConfig.parse("{\"signalingEndpoint\":\"" + endpoint + "\"}").mediaRegion())
        .isEqualTo(region);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "17",
        "{",
        "{\"iceServers\":[{\"urls\":",
        "{\"signalingEndpoint\":7,\"iceServers\":{}}",
        "{\"iceServers\":[null,7,{\"urls\":null},{\"urls\":[7,{}]},{}]}",
        "undefined"
      })
  void unreadableIsUnknown(@Nullable String config) {
    assertThat(CallConfig.parse(config)).isEqualTo(CallConfig.UNKNOWN);
  }

  @Test
  void addressesOnly() {
    assertThat(
            CallConfig.parse(
                "{\"iceServers\":[{\"urls\":\"turn:u:secret@[2001:db8::1]:3478?auth=secret\"}]}"))
        .isEqualTo(new CallConfig(null, "turn:[2001:db8::1]:3478", "2001:db8::1", null));
  }

  @Test
  void endlessListsAreCut() {
    String server = "{\"urls\":[\"turn:a.example\"]},";
    String config = "{\"iceServers\":[" + server.repeat(30) + "{}]}";
    assertThat(CallConfig.parse(config).iceServers()).hasSize(16 * "turn:a.example, ".length() - 2);
    assertThat(CallConfig.parse("{\"signalingEndpoint\":\"" + "x".repeat(301) + "\"}"))
        .isEqualTo(CallConfig.UNKNOWN);
  }
}
