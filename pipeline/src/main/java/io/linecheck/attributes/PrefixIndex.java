package io.linecheck.attributes;

import io.linecheck.enrich.AddressBits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds the longest block that an address lies in and that holds on a day.
 *
 * <p>For each prefix length in use, longest first, the networks of that length stand sorted in
 * plain arrays; a look-up cuts the address to the length and searches by halves. Tables of real
 * networks use a handful of lengths, so that is a few cache lines, without an object made. Blocks
 * may repeat with days that do not overlap: they stand side by side. Immutable; safe for many
 * threads.
 */
final class PrefixIndex {
  static final int NONE = -1;

  private final List<Level> four;
  private final List<Level> six;

  private PrefixIndex(List<Level> four, List<Level> six) {
    this.four = four;
    this.six = six;
  }

  /** An answer is a row's place in the list. */
  static PrefixIndex of(List<NetworkRow> rows) {
    return new PrefixIndex(levels(rows, false), levels(rows, true));
  }

  int find(AddressBits address, long day) {
    return find(address.high(), address.low(), address.six(), day);
  }

  int find(long high, long low, boolean isSix, long day) {
    List<Level> levels = isSix ? six : four;
    for (int i = 0; i < levels.size(); i++) {
      int row = levels.get(i).find(high, low, day);
      if (row != NONE) {
        return row;
      }
    }
    return NONE;
  }

  /** Whether some block is smaller than the network and lies in it, on whatever days. */
  boolean divides(AddressBits network, int bits) {
    List<Level> levels = network.six() ? six : four;
    for (Level level : levels) {
      if (level.bits > bits && level.hasWithin(network, bits)) {
        return true;
      }
    }
    return false;
  }

  private static List<Level> levels(List<NetworkRow> rows, boolean isSix) {
    TreeMap<Integer, List<Integer>> byLength = new TreeMap<>(Comparator.reverseOrder());
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).block().network().six() == isSix) {
        byLength
            .computeIfAbsent(rows.get(row).block().prefixBits(), _ -> new ArrayList<>())
            .add(row);
      }
    }
    List<Level> levels = new ArrayList<>(byLength.size());
    byLength.forEach((bits, members) -> levels.add(new Level(bits, members, rows)));
    return List.copyOf(levels);
  }

  /** The blocks of one length, in the order of their networks. */
  private static final class Level {
    private final int bits;
    private final long[] highs;
    private final long[] lows;
    private final long[] fromDays;
    private final long[] toDays;
    private final int[] rows;

    Level(int bits, List<Integer> members, List<NetworkRow> all) {
      this.bits = bits;
      List<Integer> sorted = new ArrayList<>(members);
      sorted.sort((a, b) -> compare(network(all, a), network(all, b)));
      int size = sorted.size();
      this.highs = new long[size];
      this.lows = new long[size];
      this.fromDays = new long[size];
      this.toDays = new long[size];
      this.rows = new int[size];
      for (int at = 0; at < size; at++) {
        NetworkRow row = all.get(sorted.get(at));
        AddressBits network = row.block().network();
        highs[at] = network.high();
        lows[at] = network.low();
        fromDays[at] = row.validity().fromDay();
        toDays[at] = row.validity().toDay();
        rows[at] = sorted.get(at);
      }
    }

    int find(long high, long low, long day) {
      long wantedHigh = AddressBits.highOfNetwork(high, bits);
      long wantedLow = AddressBits.lowOfNetwork(low, bits);
      for (int at = firstNotBelow(wantedHigh, wantedLow);
          at < rows.length && highs[at] == wantedHigh && lows[at] == wantedLow;
          at++) {
        if (fromDays[at] <= day && day <= toDays[at]) {
          return rows[at];
        }
      }
      return NONE;
    }

    boolean hasWithin(AddressBits network, int networkBits) {
      int at = firstNotBelow(network.high(), network.low());
      return at < rows.length
          && AddressBits.highOfNetwork(highs[at], networkBits) == network.high()
          && AddressBits.lowOfNetwork(lows[at], networkBits) == network.low();
    }

    private int firstNotBelow(long high, long low) {
      int from = 0;
      int to = rows.length;
      while (from < to) {
        int middle = (from + to) >>> 1;
        int order = Long.compareUnsigned(highs[middle], high);
        if (order == 0) {
          order = Long.compareUnsigned(lows[middle], low);
        }
        if (order < 0) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from;
    }

    private static AddressBits network(List<NetworkRow> all, int row) {
      return all.get(row).block().network();
    }

    private static int compare(AddressBits a, AddressBits b) {
      int order = Long.compareUnsigned(a.high(), b.high());
      return order == 0 ? Long.compareUnsigned(a.low(), b.low()) : order;
    }
  }
}
