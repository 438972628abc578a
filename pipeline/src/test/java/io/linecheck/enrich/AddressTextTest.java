package io.linecheck.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          198.51.100.7                 | 198.51.100.0
          10.0.0.255                   | 10.0.0.0
          2001:db8:85a3:8d3:1:2:3:4    | 2001:db8:85a3::
          2001:0DB8::1                 | 2001:db8::
          fe80::1%eth0                 | fe80::
          ::1                          | ::
          198.51.100.0                 | 198.51.100.0
          2001:db8:85a3::              | 2001:db8:85a3::
          printer.example              | printer.example
          999.1.1.1                    | 999.1.1.1
          """)
  void anAddressIsShortenedToItsNetwork(String address, String network) {
    assertThat(AddressText.shorten(address)).isEqualTo(network);
    assertThat(AddressText.shorten(network)).isEqualTo(network);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.1.2.3                                   | #
          from 10.1.2.3, then 10.1.2.4.              | from #, then #.
          udp 1677729535 198.51.100.7 3478 typ srflx | udp 1677729535 # 3478 typ srflx
          10.1.2.3:3478                              | #:3478
          turn:[2001:db8::1]:3478                    | turn:[#]:3478
          a=candidate:1 1 udp 2001:db8::8:1 9        | a=candidate:1 1 udp # 9
          ::ffff:10.1.2.3 and ::1                    | # and #
          """)
  void addressesInATextAreReplaced(String text, String replaced) {
    assertThat(AddressText.replace(text, _ -> "#")).isEqualTo(replaced);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "version 1.2.3.4.5",
        "10:00:00",
        "2026-03-02T10:00:00.000Z",
        "std::move",
        "3.14",
        "a:b:c",
        "256.1.1.1",
        "rtc.example.com:443",
        "1.2.3.4beta",
        "$1 \\ 10.1.2"
      })
  void whatIsNoAddressStays(String text) {
    assertThat(AddressText.replace(text, _ -> "#")).isEqualTo(text);
  }

  @Test
  void aReplacementIsTakenLiterally() {
    assertThat(AddressText.replace("at 10.1.2.3", found -> "$0\\" + found))
        .isEqualTo("at $0\\10.1.2.3");
  }
}
