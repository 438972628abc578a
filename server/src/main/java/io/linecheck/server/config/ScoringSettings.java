package io.linecheck.server.config;

import io.linecheck.score.ScoringConfig;
import io.linecheck.score.ScoringConfig.Codec;
import io.linecheck.score.ScoringConfig.Impairment;
import io.linecheck.score.ScoringConfig.Threshold;
import io.linecheck.server.config.Setting.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Codec constants and thresholds as settings. Keys and defaults are made from {@link
 * ScoringConfig#DEFAULT}, so that each number stands once.
 */
public final class ScoringSettings {
  private static final String PROVISIONAL = " Provisional: engineering judgement.";
  private static final ScoringConfig DEFAULT = ScoringConfig.DEFAULT;

  private static final List<CodecSettings> CODECS =
      DEFAULT.codecs().stream().map(CodecSettings::new).toList();
  private static final ImpairmentSettings CONCEALMENT =
      new ImpairmentSettings("concealment", "audible concealment", DEFAULT.experienced());
  private static final Setting<Double> FAR_DELAY =
      number(
          "score-far-delay-millis",
          ValueType.number(0, 1000),
          DEFAULT.farDelayMillis(),
          "One-way delay beyond the measured path, such as a carrier's, in ms.");
  private static final ThresholdSettings FAIR = new ThresholdSettings(DEFAULT.fair());
  private static final ThresholdSettings POOR = new ThresholdSettings(DEFAULT.poor());
  private static final ThresholdSettings BAD = new ThresholdSettings(DEFAULT.bad());
  private static final Setting<Double> POOR_CALL_SECONDS =
      number(
          "score-poor-call-seconds-percent",
          ValueType.number(0, 100),
          DEFAULT.poorCallSecondsPercent(),
          "A call is poor from this share of poor seconds on, in %." + PROVISIONAL);
  private static final Setting<Double> POOR_CALL_CONTIGUOUS =
      number(
          "score-poor-call-contiguous-seconds",
          ValueType.number(0, 3600),
          DEFAULT.poorCallContiguousSeconds(),
          "A call is poor from this many poor seconds in a row on." + PROVISIONAL);

  private ScoringSettings() {}

  /** The scoring in force. */
  public static ScoringConfig of(Settings settings) {
    return new ScoringConfig(
        CODECS.stream().map(codec -> codec.read(settings)).toList(),
        CONCEALMENT.read(settings),
        settings.get(FAR_DELAY),
        FAIR.read(settings),
        POOR.read(settings),
        BAD.read(settings),
        settings.get(POOR_CALL_SECONDS),
        settings.get(POOR_CALL_CONTIGUOUS));
  }

  static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>();
    FAIR.addTo(all);
    POOR.addTo(all);
    BAD.addTo(all);
    all.add(POOR_CALL_SECONDS);
    all.add(POOR_CALL_CONTIGUOUS);
    all.add(FAR_DELAY);
    CODECS.forEach(codec -> codec.addTo(all));
    CONCEALMENT.addTo(all);
    return all;
  }

  private record ImpairmentSettings(Impairment standard, Setting<Double> ie, Setting<Double> bpl) {
    ImpairmentSettings(String word, String what, Impairment standard) {
      String note = standard.provisional() ? PROVISIONAL : " From ITU-T G.113 Appendix I.";
      this(
          standard,
          number(
              "score-" + word + "-ie",
              ValueType.number(0, 95),
              standard.ie(),
              "Equipment impairment Ie of " + what + " (ITU-T G.107)." + note),
          number(
              "score-" + word + "-bpl",
              ValueType.number(1, 100),
              standard.bpl(),
              "Packet-loss robustness Bpl of " + what + " (ITU-T G.107)." + note));
    }

    void addTo(List<Setting<?>> all) {
      all.add(ie);
      all.add(bpl);
    }

    /** Values of an operator's own are an engineering judgement, whatever the default is. */
    Impairment read(Settings settings) {
      boolean own = settings.isGiven(ie) || settings.isGiven(bpl);
      return new Impairment(settings.get(ie), settings.get(bpl), own || standard.provisional());
    }
  }

  private record CodecSettings(
      Codec standard, ImpairmentSettings impairment, Setting<Double> lookahead) {
    CodecSettings(Codec standard) {
      String word = standard.name().toLowerCase(Locale.ROOT);
      this(
          standard,
          new ImpairmentSettings(word, standard.name(), standard.impairment()),
          number(
              "score-" + word + "-lookahead-millis",
              ValueType.number(0, 200),
              standard.lookaheadMillis(),
              "Algorithmic delay of " + standard.name() + " beyond one packet, in ms."));
    }

    void addTo(List<Setting<?>> all) {
      impairment.addTo(all);
      all.add(lookahead);
    }

    Codec read(Settings settings) {
      return new Codec(
          standard.name(),
          impairment.read(settings),
          settings.get(lookahead),
          standard.clockRateHertz());
    }
  }

  private record ThresholdSettings(
      Threshold standard,
      Setting<Double> rFactor,
      Setting<Optional<Double>> loss,
      Setting<Optional<Double>> jitter,
      Setting<Optional<Double>> roundTripTime,
      Setting<Optional<Double>> concealed) {
    ThresholdSettings(Threshold standard) {
      String word = standard.quality().name().toLowerCase(Locale.ROOT);
      String prefix = "score-" + word + "-";
      String from = "A window is at most " + word + " from this ";
      this(
          standard,
          number(
              prefix + "r-factor",
              ValueType.number(0, 100),
              standard.rFactorBelow(),
              "A window is at most " + word + " below this R factor." + PROVISIONAL),
          limit(prefix + "loss-percent", 100, standard.lossPercentFrom(), from + "loss on, in %."),
          limit(
              prefix + "jitter-millis",
              5_000,
              standard.jitterMillisFrom(),
              from + "jitter on, in ms."),
          limit(
              prefix + "round-trip-time-millis",
              10_000,
              standard.roundTripTimeMillisFrom(),
              from + "round-trip time on, in ms."),
          limit(
              prefix + "concealed-percent",
              100,
              standard.concealedPercentFrom(),
              from + "audible concealment on, in %."));
    }

    void addTo(List<Setting<?>> all) {
      all.addAll(List.of(rFactor, loss, jitter, roundTripTime, concealed));
    }

    Threshold read(Settings settings) {
      return new Threshold(
          standard.quality(),
          settings.get(rFactor),
          settings.get(loss).orElse(null),
          settings.get(jitter).orElse(null),
          settings.get(roundTripTime).orElse(null),
          settings.get(concealed).orElse(null));
    }
  }

  private static Setting<Optional<Double>> limit(
      String key, double most, @Nullable Double standard, String description) {
    ValueType<Double> present = ValueType.number(0, most);
    ValueType<Optional<Double>> type =
        new ValueType<>(
            present.expectation() + ", or nothing",
            text -> text.isEmpty() ? Optional.empty() : Optional.of(present.parser().parse(text)));
    return new Setting<>(
        key,
        Group.SCORING,
        type,
        standard == null ? "" : plain(standard),
        description + PROVISIONAL,
        false);
  }

  private static Setting<Double> number(
      String key, ValueType<Double> type, double standard, String description) {
    return new Setting<>(key, Group.SCORING, type, plain(standard), description, false);
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
