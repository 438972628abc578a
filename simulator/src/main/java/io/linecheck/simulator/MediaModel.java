package io.linecheck.simulator;

/**
 * Turns a plan into a second-by-second story. Round-trip time and jitter wander (each second
 * remembers the last), loss comes in runs, the jitter buffer follows the jitter slowly, and the far
 * end's view of what we send arrives only with RTCP, about every five seconds.
 */
final class MediaModel {
  /** Connect's softphone turns discontinuous transmission off and asks for 20 ms packets. */
  private static final int PACKETS_PER_SECOND = 50;

  private static final double ROUND_TRIP_MEMORY = 0.75;
  private static final double JITTER_MEMORY = 0.6;
  private static final double BUFFER_MEMORY = 0.85;
  private static final double SMALLEST_BUFFER_MILLIS = 38;
  private static final int RTCP_SECONDS = 5;

  private final CallPlan plan;
  private final NetworkPath path;
  private final Dice dice;
  private final PacketLoss lossIn;
  private final PacketLoss lossOut;
  private final TalkSpurts talk;
  private final Media media;
  private double roundTrip;
  private double jitterIn;
  private double jitterOut;
  private double buffer = SMALLEST_BUFFER_MILLIS;
  private int unreportedLost;
  private double reportedRoundTrip;
  private double reportedJitter;

  private MediaModel(CallPlan plan) {
    this.plan = plan;
    this.path = plan.agent().path();
    this.dice = Dice.of(plan.mediaSeed(), "media");
    this.lossIn = new PacketLoss(Dice.of(plan.mediaSeed(), "in"));
    this.lossOut = new PacketLoss(Dice.of(plan.mediaSeed(), "out"));
    this.talk = new TalkSpurts(Dice.of(plan.mediaSeed(), "talk"));
    this.media = new Media(plan.seconds(), dice.between(1, 2));
    this.roundTrip = path.roundTripTimeMillis();
    this.jitterIn = path.jitterMillis();
    this.jitterOut = path.jitterMillis();
  }

  static Media run(CallPlan plan) {
    MediaModel model = new MediaModel(plan);
    for (int second = 0; second < plan.seconds(); second++) {
      model.second(second);
    }
    return model.media;
  }

  private void second(int second) {
    Weather weather = Weather.at(plan, second);
    roundTrip = wander(roundTrip, weather.roundTripMillis(), ROUND_TRIP_MEMORY, 0.05);
    jitterIn = wander(jitterIn, weather.jitterInMillis(), JITTER_MEMORY, 0.18);
    jitterOut = wander(jitterOut, weather.jitterOutMillis(), JITTER_MEMORY, 0.18);
    double bufferTarget = SMALLEST_BUFFER_MILLIS + 2.4 * jitterIn;
    buffer = BUFFER_MEMORY * buffer + (1 - BUFFER_MEMORY) * bufferTarget;
    talk.nextSecond();
    if (plan.oneWay() != null && plan.oneWay().covers(second)) {
      nothingArrives(second);
    } else {
      inbound(second, weather);
    }
    outbound(second, weather);
  }

  private void inbound(int second, Weather weather) {
    int due = packets();
    int lost = lossIn.send(due, weather.lossInRatio(), weather.meanBurstPackets());
    int late = 0;
    // What comes later than the buffer waits is as good as lost.
    double lateChance = Math.clamp((jitterIn * 2 - buffer) / 400, 0, 0.2);
    for (int i = 0; lateChance > 0 && i < due - lost; i++) {
      late += dice.chance(lateChance) ? 1 : 0;
    }
    int starved =
        (int) (weather.concealedRatio() * Media.SAMPLES_PER_SECOND * dice.uniform(0.6, 1.4));
    int concealed =
        Math.min(Media.SAMPLES_PER_SECOND, (lost + late) * Media.SAMPLES_PER_PACKET + starved);
    media.in.received[second] = due - lost;
    media.in.lost[second] = lost;
    media.in.discarded[second] = late;
    media.in.concealedSamples[second] = concealed;
    media.in.silentConcealedSamples[second] = (int) (concealed * 0.12);
    media.in.concealmentEvents[second] = lossIn.takeRuns() + late + (starved > 0 ? 3 : 0);
    media.in.jitterMillis[second] = (float) jitterIn;
    media.in.bufferMillis[second] = (float) buffer;
    boolean customerOnHold = plan.held(second) || second < plan.ringSeconds();
    media.in.level[second] = customerOnHold ? 0 : talk.customerLevel();
  }

  private void nothingArrives(int second) {
    media.in.concealedSamples[second] = Media.SAMPLES_PER_SECOND;
    media.in.silentConcealedSamples[second] = Media.SAMPLES_PER_SECOND;
    media.in.jitterMillis[second] = (float) jitterIn;
    media.in.bufferMillis[second] = (float) buffer;
  }

  private void outbound(int second, Weather weather) {
    int sent = packets();
    unreportedLost += lossOut.send(sent, weather.lossOutRatio(), weather.meanBurstPackets());
    lossOut.takeRuns();
    boolean report =
        second >= media.firstReceiverReport
            && (second - media.firstReceiverReport) % RTCP_SECONDS == 0;
    if (report) {
      media.out.lost[second] = unreportedLost;
      unreportedLost = 0;
      reportedRoundTrip = roundTrip;
      reportedJitter = jitterOut;
    }
    media.out.sent[second] = sent;
    media.out.roundTripTimeMillis[second] = (float) reportedRoundTrip;
    media.out.jitterMillis[second] = (float) reportedJitter;
    boolean silent = plan.cause() == QualityCause.MIC_SILENT || plan.muted(second);
    media.out.level[second] = silent ? 0 : talk.agentLevel();
  }

  /** 50 a second, give or take the moment at which the page reads the counter. */
  private int packets() {
    double roll = dice.uniform(0, 1);
    return roll < 0.04
        ? PACKETS_PER_SECOND - 1
        : roll > 0.96 ? PACKETS_PER_SECOND + 1 : PACKETS_PER_SECOND;
  }

  private double wander(double value, double target, double memory, double noise) {
    double next = memory * value + (1 - memory) * target + dice.gaussian() * noise * target;
    return Math.max(target * 0.3, next);
  }
}
