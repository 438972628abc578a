package io.linecheck.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class QuestionTurnsTest {
  private static final int PLACES = 4;

  private final QuestionTurns turns = new QuestionTurns(PLACES, Duration.ZERO);

  @Test
  void whoeverAsksManySlowQuestionsLeavesAPlaceToTheOthers() {
    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(PLACES - 1);
    List<CompletableFuture<String>> slow = new ArrayList<>();
    for (int question = 0; question < PLACES - 1; question++) {
      slow.add(
          CompletableFuture.supplyAsync(
              () ->
                  turns.take(
                      "greedy",
                      () -> {
                        asked.countDown();
                        await(answer);
                        return "late";
                      }),
              Thread::startVirtualThread));
    }
    await(asked);

    assertThatThrownBy(() -> turns.take("greedy", () -> "one more"))
        .isInstanceOfSatisfying(
            StoreException.class,
            refused -> assertThat(refused.kind()).isEqualTo(StoreException.Cause.OVERLOADED))
        .hasMessage("3 other questions of yours are being answered: try again later");
    assertThat(turns.take("modest", () -> "at once")).isEqualTo("at once");

    answer.countDown();
    assertThat(slow).allSatisfy(one -> assertThat(one.join()).isEqualTo("late"));
    assertThat(turns.take("greedy", () -> "again")).isEqualTo("again");
  }

  @Test
  void aQuestionThatFailsGivesItsPlaceBack() {
    for (int question = 0; question < PLACES; question++) {
      assertThatThrownBy(() ->
              turns.take(
                  "ada",
                  () -> {
                    throw new IllegalStateException("broken");
                  }))
          .hasMessage("broken");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
