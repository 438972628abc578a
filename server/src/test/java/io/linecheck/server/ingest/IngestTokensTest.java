package io.linecheck.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.FakeDocuments;
import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoredDocument;
import io.linecheck.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTokensTest {
  private static final String ORIGIN = "https://softphone.example.com";

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-27T10:00:00Z"));
  private final DocumentStore documents = new FakeDocuments();
  private final IngestTokens tokens = node(1);

  /** A server on the same store. */
  private IngestTokens node(long seed) {
    return new IngestTokens(documents, new Random(seed), Duration.ofMinutes(15), clock);
  }

  @Test
  void aTokenIsGoodForItsOriginUntilItEnds() {
    String token = tokens.issue(ORIGIN).token();

    assertThat(tokens.refusal(token, ORIGIN)).isEmpty();
    assertThat(tokens.refusal(token, "HTTPS://Softphone.Example.com")).isEmpty();
    clock.advance(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(tokens.refusal(token, ORIGIN)).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(tokens.refusal(token, ORIGIN)).contains("it has expired");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://softphone.example.com:8443",
        "http://softphone.example.com",
        "https://example.com",
        "null",
        "",
      })
  void itIsOfNoUseToAnotherOrigin(String other) {
    assertThat(tokens.refusal(tokens.issue(ORIGIN).token(), other))
        .contains("it was not given to this origin");
  }

  @Test
  void noCharacterOfItMayBeChanged() {
    String token = tokens.issue(ORIGIN).token();

    for (int i = 0; i < token.length(); i++) {
      for (char other : new char[] {'3', '4', 'A', 'B', '_'}) {
        if (other != token.charAt(i)) {
          String altered = token.substring(0, i) + other + token.substring(i + 1);

          assertThat(tokens.refusal(altered, ORIGIN)).as(altered).isPresent();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lci1", "lci1...", "eyJhbGciOiJub25lIn0.e30.", "lci1.1.1.AAAA"})
  void whatIsNoTokenIsRefusedAsSuch(String text) {
    assertThat(tokens.refusal(text, ORIGIN)).contains("it is not an ingest token");
  }

  @Test
  void whatOneNodeGaveAnotherTakes() {
    IngestTokens other = node(2);

    assertThat(other.refusal(tokens.issue(ORIGIN).token(), ORIGIN)).isEmpty();
    assertThat(tokens.refusal(other.issue(ORIGIN).token(), ORIGIN)).isEmpty();
  }

  @Test
  void whatWasGivenBeforeMidnightIsGoodAfterIt() {
    clock.set(Instant.parse("2026-11-27T23:59:59Z"));
    String before = tokens.issue(ORIGIN).token();
    clock.advance(Duration.ofMinutes(1));
    String after = tokens.issue(ORIGIN).token();

    assertThat(tokens.refusal(before, ORIGIN)).isEmpty();
    assertThat(tokens.refusal(after, ORIGIN)).isEmpty();
    assertThat(documents.list(IngestKeys.COLLECTION)).hasSize(2);
  }

  @Test
  void keysThatSignedNothingGoodAnyMoreAreDeleted() {
    for (int day = 0; day < 5; day++) {
      tokens.issue(ORIGIN);
      clock.advance(Duration.ofDays(1));
    }

    // 27 November 2026 is day 20784.
    assertThat(documents.list(IngestKeys.COLLECTION))
        .extracting(StoredDocument::id)
        .containsExactly("20787", "20788");
  }

  @Test
  void aKeyThatIsGoneTakesItsTokensWithIt() {
    String token = tokens.issue(ORIGIN).token();
    documents
        .list(IngestKeys.COLLECTION)
        .forEach(key -> documents.delete(IngestKeys.COLLECTION, key.id()));

    assertThat(node(3).refusal(token, ORIGIN)).isPresent();
  }

  @Test
  void isNotWrittenIntoLogs() {
    IngestTokens.Issued issued = tokens.issue(ORIGIN);

    assertThat(issued.toString()).doesNotContain(issued.token());
  }
}
