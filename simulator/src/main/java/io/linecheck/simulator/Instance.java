package io.linecheck.simulator;

import java.util.List;

/**
 * One of the company's Amazon Connect instances.
 *
 * @param turnHosts the TURN hosts of its region; a call goes through one
 */
record Instance(String id, String awsRegion, List<String> turnHosts) {
  static Instance in(String awsRegion, long seed) {
    Dice dice = Dice.of(seed, "instance", awsRegion);
    List<String> hosts =
        List.of(turnHost(dice.hex(16), awsRegion), turnHost(dice.hex(16), awsRegion));
    return new Instance(dice.uuid().toString(), awsRegion, hosts);
  }

  String signalingEndpoint() {
    return "wss://rtc.connect-telecom." + awsRegion + ".amazonaws.com/LilyRTC";
  }

  String arn(String kind, String id) {
    return "arn:aws:connect:" + awsRegion + ":000000000000:instance/" + this.id + kind + id;
  }

  private static String turnHost(String name, String awsRegion) {
    return "turnnlb-" + name + ".elb." + awsRegion + ".amazonaws.com";
  }
}
