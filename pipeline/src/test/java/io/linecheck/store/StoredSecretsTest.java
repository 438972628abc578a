package io.linecheck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredSecretsTest {
  private final PlainDocuments documents = new PlainDocuments();
  private final StoredSecrets secrets = new StoredSecrets(documents, "keys", new SecureRandom());

  @Test
  void aSecretStaysTheSameAndIsNobodyElses() {
    byte[] secret = secrets.get("sign-on");

    assertThat(secret).hasSize(32).isEqualTo(secrets.get("sign-on"));
    assertThat(secrets.get("other")).isNotEqualTo(secret);
    assertThat(new StoredSecrets(documents, "keys", new SecureRandom()).get("sign-on"))
        .isEqualTo(secret);
  }

  @Test
  void lookingMakesNone() {
    assertThat(secrets.find("sign-on")).isEmpty();
    assertThat(documents.puts).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"SmVmZQ==\"", "{\"base64\":\"SmVmZQ==\"}"})
  void bothFormsThatWereEverStoredAreRead(String json) {
    documents.put("keys", "sign-on", json, 0);

    assertThat(secrets.get("sign-on")).isEqualTo("Jefe".getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"!\"", "\"\"", "{}", "null", "\"SmVmZQ==", "\"SmVm\"\"ZQ==\""})
  void whatIsNoSecretIsNotReplaced(String json) {
    documents.put("keys", "sign-on", json, 0);

    assertThatThrownBy(() -> secrets.get("sign-on"))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Cause.BROKEN))
        .hasMessageContainingAll("sign-on", "keys", "base64");
    assertThat(documents.puts).isOne();
  }
}
