package io.linecheck.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final String SECRET =
      Base32.toBase32String("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  private final Totp totp = new Totp();

  /** RFC 6238 appendix B, the last six of its eight digits. */
  @ParameterizedTest
  @CsvSource({
    "59,287082",
    "1111111109,081804",
    "1111111111,050471",
    "1234567890,005924",
    "2000000000,279037",
  })
  void theTestVectorsOfTheRfc(long seconds, String code) {
    assertThat(totp.code(SECRET, seconds / 30)).isEqualTo(code);
    assertThat(totp.step(SECRET, code, 0, Instant.ofEpochSecond(seconds))).hasValue(seconds / 30);
  }

  @Test
  void oneStepOffIsAcceptedTwoAreNot() {
    Instant now = Instant.ofEpochSecond(3000);
    assertThat(totp.step(SECRET, totp.code(SECRET, 99), 0, now)).hasValue(99);
    assertThat(totp.step(SECRET, totp.code(SECRET, 101), 0, now)).hasValue(101);
    assertThat(totp.step(SECRET, totp.code(SECRET, 98), 0, now)).isEmpty();
    assertThat(totp.step(SECRET, totp.code(SECRET, 102), 0, now)).isEmpty();
  }

  @Test
  void aCodeIsUsedOnceAndNoEarlierOneAfterIt() {
    Instant now = Instant.ofEpochSecond(3000);
    assertThat(totp.step(SECRET, totp.code(SECRET, 100), 100, now)).isEmpty();
    assertThat(totp.step(SECRET, totp.code(SECRET, 99), 100, now)).isEmpty();
  }

  @Test
  void theAddressOfTheAppNamesTheAccount() {
    assertThat(Totp.uri("jane+work@example.com", "ABC"))
        .isEqualTo(
            "otpauth://totp/Linecheck:jane%2Bwork%40example.com?secret=ABC&issuer=Linecheck"
                + "&algorithm=SHA1&digits=6&period=30");
  }
}
