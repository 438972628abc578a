package io.linecheck.attributes;

import io.linecheck.enrich.AddressBits;
import io.linecheck.enrich.AddressText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The networks an organisation knows. Of several blocks that an address lies in, the longest that
 * holds on the day of the call decides. Immutable; safe for many threads.
 */
public final class NetworkTable {
  public static final NetworkTable EMPTY = new NetworkTable(List.of());

  private final List<NetworkRow> rows;
  private final PrefixIndex index;

  /**
   * @param rows of which no two have the same block on the same day
   */
  public NetworkTable(List<NetworkRow> rows) {
    this.rows = List.copyOf(rows);
    this.index = PrefixIndex.of(this.rows);
  }

  /**
   * The row for a call. The local address decides where the table knows it, because it tells more:
   * the floor behind the one public address of a house. What is no address, such as the host name a
   * browser hides it behind, is as unknown.
   */
  public Optional<NetworkRow> find(
      @Nullable String publicAddress, @Nullable String localAddress, Instant at) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    long day = at.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
    int row = find(localAddress, day);
    if (row == PrefixIndex.NONE) {
      row = find(publicAddress, day);
    }
    return row == PrefixIndex.NONE ? Optional.empty() : Optional.of(rows.get(row));
  }

  /**
   * Whether it matters where within its network the address was: blocks of the table are smaller
   * than what {@link AddressText#shorten} leaves of an address.
   */
  boolean tellsApart(@Nullable String shortened) {
    return shortened != null
        && AddressBits.parse(shortened)
            .filter(network -> index.divides(network, AddressText.keptBits(network.six())))
            .isPresent();
  }

  private int find(@Nullable String address, long day) {
    return address == null
        ? PrefixIndex.NONE
        : AddressBits.parse(address).map(bits -> index.find(bits, day)).orElse(PrefixIndex.NONE);
  }
}
