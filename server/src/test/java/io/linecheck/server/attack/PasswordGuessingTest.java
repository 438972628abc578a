package io.linecheck.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.Browser;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordGuessingTest {
  private static final int ATTEMPTS = 10_000;

  @TempDir Path data = Path.of("");

  @Test
  void tenThousandPasswordsAreHardlyTried() {
    try (Attacked attacked = Attacked.on(data)) {
      Map<Integer, Integer> answers = new TreeMap<>();
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        answers.merge(guess(attacked, attempt), 1, Integer::sum);
      }

      assertThat(answers).containsOnlyKeys(401, 429);
      // A handful is free; then the waits grow, to a quarter of an hour.
      assertThat(answers.get(401)).isBetween(1, 50);
      assertThat(attacked.log.has("refused POST /api/v1/session from 127.0.0.1: 429")).isTrue();
      assertThat(attacked.log.events().size()).as("lines in the log").isLessThan(1000);
      assertThat(attacked.audit("session.begin")).contains("\"outcome\":\"refused\"");
      // Whoever is signed in goes on working, and knows the right password in vain meanwhile.
      assertThat(attacked.administrator.isSignedIn()).isTrue();
      try (Browser locked = new Browser(attacked.server)) {
        assertThat(Attacked.signIn(locked, "jane", Attacked.PASSWORD).statusCode()).isEqualTo(429);
      }
    }
  }

  private static int guess(Attacked attacked, int attempt) {
    HttpResponse<String> answer =
        attacked.server.send(
            attacked.server.json(
                "/api/v1/session",
                "{\"name\":\"jane\",\"password\":\"guess number %d\"}"
                    .formatted(attempt)
                    .getBytes(StandardCharsets.UTF_8)));
    return answer.statusCode();
  }
}
