package io.linecheck.ingest;

import io.linecheck.model.StreamType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packets of one call by its report.
 *
 * <p>Connect's totals count from when the peer connection was made. Where a connection serves
 * several calls, in a row (persistent connection) or at once (dual call), they include packets of
 * others. The per-second arrays are differences, except their first element, which is the counter
 * as it stood. So: totals are believed unless the report says that it reused a connection, or the
 * first second holds more than a second can ({@link StreamMender#MOST_FIRST_PACKETS}), or the total
 * is far above the seconds' sum; then the sum of the seconds after the first stands in for them. A
 * report without per-second arrays (Streams before 2.5) that reused a connection has no totals.
 *
 * @param mended whether a total was replaced or dropped
 */
record PacketTotals(Map<StreamType, Total> byStream, boolean mended) {
  /** Where the totals stand in the stored report, beside what Connect sent. */
  static final String MEMBER = "callPacketTotals";

  /** Packets of one direction; null where neither was told. */
  record Total(@Nullable Double packetsCount, @Nullable Double packetsLost) {}

  static PacketTotals of(Map<String, @Nullable Object> report) {
    boolean reused = Boolean.TRUE.equals(report.get("isExistingPersistentPeerConnection"));
    Map<StreamType, Total> totals = new EnumMap<>(StreamType.class);
    boolean mended = false;
    for (StreamType stream : StreamType.values()) {
      Total sent = sent(report.get("softphoneStreamStatistics"), stream);
      double[] counts = perSecond(report, stream, "packetsCount");
      double[] losses = perSecond(report, stream, "packetsLost");
      if (sent == null) {
        continue;
      }
      if (reused || countsOthersToo(sent, counts)) {
        mended = true;
        totals.put(stream, new Total(sumAfterFirst(counts), sumAfterFirst(losses)));
      } else {
        totals.put(stream, sent);
      }
    }
    return new PacketTotals(totals, mended);
  }

  private static boolean countsOthersToo(Total sent, double[] counts) {
    if (counts.length == 0 || sent.packetsCount() == null) {
      return false;
    }
    double sum = 0;
    for (double count : counts) {
      sum += Double.isNaN(count) ? 0 : count;
    }
    return counts[0] > StreamMender.MOST_FIRST_PACKETS
        || sent.packetsCount() > 2 * sum + StreamMender.MOST_FIRST_PACKETS;
  }

  private static @Nullable Double sumAfterFirst(double[] values) {
    if (values.length < 2) {
      return null;
    }
    double sum = 0;
    for (int i = 1; i < values.length; i++) {
      sum += Double.isNaN(values[i]) ? 0 : Math.max(0, values[i]);
    }
    return sum;
  }

  private static @Nullable Total sent(@Nullable Object statistics, StreamType stream) {
    if (statistics instanceof List<?> streams) {
      for (Object one : streams) {
        if (one instanceof Map<?, ?> members
            && stream.wireName().equals(members.get("softphoneStreamType"))) {
          Double count = count(members.get("packetsCount"));
          Double lost = count(members.get("packetsLost"));
          return count == null && lost == null ? null : new Total(count, lost);
        }
      }
    }
    return null;
  }

  private static @Nullable Double count(@Nullable Object value) {
    double number = number(value);
    return Double.isNaN(number) ? null : Math.max(0, number);
  }

  private static double[] perSecond(
      Map<String, @Nullable Object> report, StreamType stream, String name) {
    if (report.get("softphoneStreamPerSecondStatistics") instanceof Map<?, ?> streams
        && streams.get(stream.wireName().toUpperCase(Locale.ROOT)) instanceof Map<?, ?> columns
        && columns.get(name) instanceof List<?> values) {
      double[] numbers = new double[values.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = number(values.get(i));
      }
      return numbers;
    }
    return new double[0];
  }

  private static double number(@Nullable Object value) {
    double number =
        switch (value) {
          case Number given -> given.doubleValue();
          case String text -> Numbers.parse(text);
          case null, default -> Double.NaN;
        };
    return Double.isFinite(number) ? number : Double.NaN;
  }

  /** Adds {@code audioInputPacketsCount}, {@code audioOutputPacketsLost} and so on. */
  void addTo(Map<String, Object> values) {
    byStream.forEach((stream, total) -> {
      String prefix = stream == StreamType.AUDIO_INPUT ? "audioInput" : "audioOutput";
      if (total.packetsCount() != null) {
        values.put(prefix + "PacketsCount", total.packetsCount());
      }
      if (total.packetsLost() != null) {
        values.put(prefix + "PacketsLost", total.packetsLost());
      }
    });
  }

  Map<String, @Nullable Object> toTree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    byStream.forEach((stream, total) -> {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      members.put("packetsCount", total.packetsCount());
      members.put("packetsLost", total.packetsLost());
      tree.put(stream.wireName(), members);
    });
    tree.put("mended", mended);
    return tree;
  }
}
