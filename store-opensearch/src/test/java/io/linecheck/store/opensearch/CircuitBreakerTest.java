package io.linecheck.store.opensearch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.linecheck.store.StoreException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private static final long NEVER = TimeUnit.DAYS.toNanos(1);

  private final StoreException why =
      new StoreException(StoreException.Cause.OVERLOADED, "the disk is full");

  @Test
  void whileTheClusterTakesNothingAllButOneAreRefusedWithTheReason() {
    CircuitBreaker breaker = new CircuitBreaker(NEVER);
    assertThatCode(breaker::pass).doesNotThrowAnyException();

    breaker.open(why);
    assertThatCode(breaker::pass).as("the one that finds out").doesNotThrowAnyException();
    breaker.open(why);

    assertThatThrownBy(breaker::pass)
        .isInstanceOf(StoreException.class)
        .hasMessage("the disk is full")
        .extracting(e -> ((StoreException) e).kind())
        .isEqualTo(StoreException.Cause.OVERLOADED);
    breaker.close();
    assertThatCode(breaker::pass).doesNotThrowAnyException();
  }

  @Test
  void nowAndThenAnotherFindsOut() {
    CircuitBreaker breaker = new CircuitBreaker(0);
    breaker.open(why);

    assertThatCode(breaker::pass).doesNotThrowAnyException();
    assertThatCode(breaker::pass).doesNotThrowAnyException();
  }
}
