package io.linecheck.store.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.Dataset;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IndicesTest {
  private final Indices indices = new Indices("eu-");

  @Test
  void theEndOfAnIndexIsThatOfItsDayOrMonth() {
    assertThat(indices.end(Dataset.SAMPLES, "eu-softphonestreamstats-2026-02-28"))
        .hasValue(Instant.parse("2026-03-01T00:00:00Z").toEpochMilli());
    assertThat(indices.end(Dataset.CALLS, "eu-linecheck-call-2026-12"))
        .hasValue(Instant.parse("2027-01-01T00:00:00Z").toEpochMilli());
    assertThat(indices.endOfBatches("eu-linecheck-batch-2026-02-28"))
        .hasValue(Instant.parse("2026-03-01T00:00:00Z").toEpochMilli());
  }

  @Test
  void namesOfOthersHaveNone() {
    assertThat(indices.end(Dataset.SAMPLES, "eu-softphonestreamstats-archive")).isEmpty();
    assertThat(indices.end(Dataset.SAMPLES, "eu-softphonestreamstats-2026-02-30")).isEmpty();
    assertThat(indices.end(Dataset.CALLS, "eu-linecheck-call-2026-02-28")).isEmpty();
    assertThat(indices.endOfBatches("eu-linecheck-batch-2026-02-28-reindexed")).isEmpty();
  }
}
