package io.linecheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final Duration LASTS = Duration.ofSeconds(60);

  private final DocumentStore documents = new PlainDocuments();
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(90).toNanos();
  private final Lease first = lease();
  private final Lease second = lease();

  @Test
  void oneOfTwoHoldsItForAsLongAsItRenews() {
    first.renew();
    second.renew();
    for (int renewal = 0; renewal < 10; renewal++) {
      pass(Duration.ofSeconds(30));
      first.renew();
      second.renew();
      assertThat(first.isHeld()).isTrue();
      assertThat(second.isHeld()).isFalse();
    }
  }

  @Test
  void aHolderThatDiesIsSucceededOnceItsTimeIsOver() {
    first.renew();
    pass(Duration.ofSeconds(50));
    second.renew();
    pass(Duration.ofSeconds(50));
    second.renew();
    assertThat(first.isHeld()).as("by its own clock").isFalse();
    assertThat(second.isHeld()).as("as long as it has seen nothing happen").isFalse();

    pass(Duration.ofSeconds(11));
    second.renew();
    assertThat(second.isHeld()).isTrue();
  }

  @Test
  void aHolderThatWasGivenUpDoesNotGetItBack() {
    first.renew();
    second.renew();
    pass(LASTS.plusSeconds(1));
    second.renew();

    first.renew();

    assertThat(first.isHeld()).isFalse();
    assertThat(second.isHeld()).isTrue();
  }

  @Test
  void whoClosesItLeavesItToTheOthersAtOnce() {
    first.renew();
    first.close();
    first.renew();
    assertThat(first.isHeld()).isFalse();

    second.renew();
    assertThat(second.isHeld()).isTrue();
  }

  private Lease lease() {
    return new Lease(documents, "retention", LASTS, () -> nanos);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }
}
