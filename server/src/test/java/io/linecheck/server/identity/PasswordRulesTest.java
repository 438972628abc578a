package io.linecheck.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Password1234!",
        "passw0rd2026!!",
        "Welcome-2026-!",
        "qwertyuiopas",
        "123456789012",
        "aaaaaaaaaaaa",
        "abcabcabcabcabc",
        "Linecheck2026!",
        "AdminPassword1",
        "jane.doe.2026",
        "zyxwvutsrqpo",
      })
  void whatIsTriedFirstIsRefused(String password) {
    assertThatThrownBy(() -> PasswordRules.require(password, "jane.doe"))
        .isInstanceOf(IdentityException.class)
        .hasMessage("password: it is one that is tried first, expected something less common");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a password of nobody else",
        "violet gravel teaspoon",
        "四匹の猫が屋根の上で寝ている",
        "kT9#xw2LqZ7v",
      })
  void lengthIsEnough(String password) {
    assertThat(PasswordRules.isCommon(password, "jane.doe")).isFalse();
    PasswordRules.require(password, "jane.doe");
  }

  @Test
  void shorterAndLongerAreRefused() {
    assertThatThrownBy(() -> PasswordRules.require("x".repeat(129), "jane"))
        .hasMessage("password: it has 129 characters, expected 12 to 128");
    assertThatThrownBy(() -> PasswordRules.require("violet tea", "jane"))
        .hasMessage("password: it has 10 characters, expected 12 to 128");
  }

  @Test
  void hashesAreSaltedCarryTheirCostAndMatchOnlyTheirPassword() {
    PasswordHasher hasher =
        new PasswordHasher(new PasswordHasher.Cost(64, 1, 1), new SecureRandom());
    String hash = hasher.hash("violet gravel teaspoon");

    assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    assertThat(hasher.hash("violet gravel teaspoon")).isNotEqualTo(hash);
    assertThat(hasher.matches("violet gravel teaspoon", hash)).isTrue();
    assertThat(hasher.matches("violet gravel teaspoons", hash)).isFalse();
    PasswordHasher costlier = new PasswordHasher(PasswordHasher.Cost.STANDARD, new SecureRandom());
    assertThat(costlier.matches("violet gravel teaspoon", hash)).isTrue();
  }
}
