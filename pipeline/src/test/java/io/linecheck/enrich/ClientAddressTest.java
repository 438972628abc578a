package io.linecheck.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private final ClientAddress addresses =
      new ClientAddress(
          List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("2001:db8:1::/48"), Cidr.parse("::1")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // direct
        "203.0.113.7|-|-|203.0.113.7",
        "203.0.113.7:51234|-|-|203.0.113.7",
        "[2001:DB8:2::1]:443|-|-|2001:db8:2::1",
        "::ffff:203.0.113.7|-|-|203.0.113.7",
        "fe80::1%eth0|-|-|fe80::1",
        // an untrusted peer's headers are its own invention
        "203.0.113.7|198.51.100.1|for=198.51.100.2|203.0.113.7",
        // one trusted proxy
        "10.0.0.1|198.51.100.1|-|198.51.100.1",
        "10.0.0.1|198.51.100.1:4711|-|198.51.100.1",
        "10.0.0.1|6.6.6.6, 198.51.100.1|-|198.51.100.1",
        // two trusted proxies
        "10.0.0.1|6.6.6.6, 198.51.100.1, 10.2.3.4|-|198.51.100.1",
        "::1|6.6.6.6,198.51.100.1,2001:db8:1::9,10.2.3.4|-|198.51.100.1",
        // nothing but trusted hops
        "10.0.0.1|10.0.0.3, 10.0.0.2|-|10.0.0.3",
        // garbage ends what is believed
        "10.0.0.1|198.51.100.1, unknown, 10.0.0.2|-|10.0.0.2",
        "10.0.0.1|,,,|-|10.0.0.1",
        "10.0.0.1| |-|10.0.0.1",
        "10.0.0.1|example.com|-|10.0.0.1",
        "10.0.0.1|1.2.3|-|10.0.0.1",
        "10.0.0.1|999.1.1.1|-|10.0.0.1",
        // RFC 7239
        "10.0.0.1|-|for=198.51.100.1;proto=https;by=10.0.0.1|198.51.100.1",
        "10.0.0.1|-|For=\"[2001:db8:2::17]:4711\"|2001:db8:2::17",
        "10.0.0.1|-|for=6.6.6.6, for=198.51.100.1, for=10.0.0.9|198.51.100.1",
        "10.0.0.1|-|for=_hidden|10.0.0.1",
        "10.0.0.1|-|proto=https|10.0.0.1",
        // X-Forwarded-For goes first
        "10.0.0.1|198.51.100.1|for=6.6.6.6|198.51.100.1",
        // no address at all
        "socket|198.51.100.1|-|socket"
      })
  void rightMostUntrustedHop(
      String peer, @Nullable String xForwardedFor, @Nullable String forwarded, String expected) {
    assertThat(addresses.of(peer, xForwardedFor, forwarded)).isEqualTo(expected);
  }

  @Test
  void withoutTrustedProxiesThePeerCounts() {
    assertThat(new ClientAddress(List.of()).of("10.0.0.1", "198.51.100.1", null))
        .isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.0.2.128/25, 192.0.2.129, true",
    "192.0.2.128/25, 192.0.2.1, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, nonsense, false"
  })
  void blocks(String block, String address, boolean contained) {
    assertThat(Cidr.parse(block).contains(address)).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "::/129", "lan", "10/8"})
  void noBlocks(String text) {
    assertThatThrownBy(() -> Cidr.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("expected");
  }
}
