package io.linecheck.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.store.PlainDocuments;
import io.linecheck.store.StoreException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
  private final PlainDocuments documents = new PlainDocuments();

  @Test
  void oneAgentHasOnePseudonymUnderOneKey() {
    Pseudonyms first = Pseudonyms.of(documents, new SecureRandom());
    Pseudonyms again = Pseudonyms.of(documents, new SecureRandom());

    assertThat(first.of("ada")).matches("agent-[0-9a-f]{20}").isEqualTo(again.of("ada"));
    assertThat(Pseudonyms.of(new PlainDocuments(), new SecureRandom()).of("ada"))
        .as("under another key")
        .isNotEqualTo(first.of("ada"));
  }

  /** RFC 4231 §4.3: HMAC-SHA-256 of "what do ya want for nothing?" under the key "Jefe". */
  @Test
  void aPseudonymIsTheBeginningOfTheHmac() {
    documents.put("keys", "agent-pseudonyms", "\"SmVmZQ==\"", 0);

    assertThat(Pseudonyms.of(documents, new SecureRandom()).of("what do ya want for nothing?"))
        .isEqualTo("agent-5bdcc146bf60754e6a04");
  }

  @Test
  void differentAgentsHaveDifferentPseudonyms() {
    Pseudonyms pseudonyms = Pseudonyms.of(documents, new SecureRandom());
    Set<String> all = new HashSet<>();
    for (int agent = 0; agent < 10_000; agent++) {
      all.add(pseudonyms.of("agent " + agent));
    }
    assertThat(all).hasSize(10_000);
    assertThat(pseudonyms.of("Ada")).isNotEqualTo(pseudonyms.of("ada"));
  }

  @Test
  void withoutAKeyThereAreNoPseudonymsToFind() {
    assertThat(Pseudonyms.stored(documents)).isEmpty();
    assertThat(documents.puts).isZero();
  }

  @Test
  void aDamagedKeyIsNotReplacedByAnother() {
    documents.put("keys", "agent-pseudonyms", "\"!\"", 0);

    assertThatThrownBy(() -> Pseudonyms.of(documents, new SecureRandom()))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(StoreException.Cause.BROKEN);
              assertThat(e).hasMessageContaining("agent-pseudonyms", "base64");
            });
  }
}
