package io.linecheck.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginPatternTest {
  @ParameterizedTest
  @CsvSource({
    "https://a.example.com, https://a.example.com, true",
    "https://a.example.com:443, https://a.example.com, true",
    "https://A.example.com, https://a.EXAMPLE.com, true",
    "http://localhost:5173, http://localhost:5173, true",
    "https://a.example.com, http://a.example.com, false",
    "https://a.example.com, https://a.example.com:8443, false",
    "https://a.example.com, https://a.example.com.evil.org, false",
    "https://a.example.com, https://axexample.com, false",
    "https://a.example.com, null, false",
    "https://*.my.connect.aws, https://acme.my.connect.aws, true",
    "https://*.my.connect.aws, https://eu.acme.my.connect.aws, true",
    "https://*.my.connect.aws, https://my.connect.aws, false",
    "https://*.my.connect.aws, https://evil.org/.my.connect.aws, false",
    "https://*.my.connect.aws, https://acme.my.connect.aws.evil.org, false",
    "https://*.my.connect.aws, http://acme.my.connect.aws, false",
  })
  void matchesExactlyOrBelowADomain(String pattern, String origin, boolean matches) {
    assertThat(OriginPattern.parse(pattern).matches(origin)).isEqualTo(matches);
  }
}
