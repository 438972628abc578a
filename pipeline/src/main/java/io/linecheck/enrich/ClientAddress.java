package io.linecheck.enrich;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose address a request came from. Immutable; safe for many threads.
 *
 * <p>Headers are believed only from a trusted direct peer, and then only as far as trusted hops
 * wrote them: the answer is the right-most hop that is not trusted itself. What stands further left
 * was written by the client and may be invented. {@code X-Forwarded-For} goes before {@code
 * Forwarded} (RFC 7239); a proxy that writes one has to remove the other.
 */
public final class ClientAddress {
  private final List<Cidr> trustedProxies;

  public ClientAddress(List<Cidr> trustedProxies) {
    this.trustedProxies = List.copyOf(trustedProxies);
  }

  /**
   * The client's address in canonical form; the direct peer as given if it is no address at all.
   *
   * @param directPeer remote address of the connection
   * @param xForwardedFor the header, several joined by commas in their order
   * @param forwarded the header, likewise
   */
  public String of(String directPeer, @Nullable String xForwardedFor, @Nullable String forwarded) {
    Optional<InetAddress> peer = IpAddress.parse(directPeer);
    if (peer.isEmpty()) {
      return directPeer;
    }
    InetAddress nearest = peer.get();
    List<String> hops = hops(xForwardedFor, forwarded);
    for (int i = hops.size() - 1; i >= 0 && trusted(nearest); i--) {
      Optional<InetAddress> hop = IpAddress.parse(hops.get(i));
      if (hop.isEmpty()) {
        break;
      }
      nearest = hop.get();
    }
    return IpAddress.canonical(nearest);
  }

  private boolean trusted(InetAddress address) {
    for (Cidr block : trustedProxies) {
      if (block.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> hops(@Nullable String xForwardedFor, @Nullable String forwarded) {
    if (xForwardedFor != null && !xForwardedFor.isBlank()) {
      return List.of(xForwardedFor.split(",", -1));
    }
    List<String> hops = new ArrayList<>();
    if (forwarded != null && !forwarded.isBlank()) {
      for (String element : forwarded.split(",", -1)) {
        hops.add(forParameter(element));
      }
    }
    return hops;
  }

  /** The {@code for=} of one element; empty, hence unusable, where there is none. */
  private static String forParameter(String element) {
    for (String pair : element.split(";", -1)) {
      String trimmed = pair.trim();
      if (trimmed.toLowerCase(Locale.ROOT).startsWith("for=")) {
        return trimmed.substring(4).replace("\"", "");
      }
    }
    return "";
  }
}
