package io.linecheck.simulator;

/**
 * Who speaks: one party at a time for some seconds, short pauses between, sometimes both. Levels
 * are of Connect's scale, 0 to 32768.
 */
final class TalkSpurts {
  private enum Speaker {
    AGENT,
    CUSTOMER,
    BOTH,
    NOBODY
  }

  private static final double MEAN_SPURT_SECONDS = 4.5;

  private final Dice dice;
  private final double agentLoudness;
  private final double customerLoudness;
  private Speaker speaker = Speaker.AGENT;
  private int secondsLeft = 3;

  TalkSpurts(Dice dice) {
    this.dice = dice;
    this.agentLoudness = dice.uniform(3_000, 9_000);
    this.customerLoudness = dice.uniform(2_000, 8_000);
  }

  void nextSecond() {
    if (secondsLeft-- > 0) {
      return;
    }
    double roll = dice.uniform(0, 1);
    if (speaker == Speaker.NOBODY || roll < 0.75) {
      speaker = speaker == Speaker.AGENT ? Speaker.CUSTOMER : Speaker.AGENT;
    } else {
      speaker = roll < 0.85 ? Speaker.BOTH : Speaker.NOBODY;
    }
    boolean brief = speaker == Speaker.BOTH || speaker == Speaker.NOBODY;
    secondsLeft = brief ? 0 : (int) dice.exponential(MEAN_SPURT_SECONDS);
  }

  int agentLevel() {
    return level(speaker == Speaker.AGENT || speaker == Speaker.BOTH, agentLoudness, 60);
  }

  int customerLevel() {
    return level(speaker == Speaker.CUSTOMER || speaker == Speaker.BOTH, customerLoudness, 12);
  }

  private int level(boolean speaks, double loudness, double noise) {
    double value = dice.logNormal(speaks ? loudness : noise, speaks ? 0.45 : 0.3);
    return (int) Math.min(32_768, value);
  }
}
