package io.linecheck.store.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValueCountsTest {
  @Test
  void aRankIsTheFirstThatHasTheShareBehindIt() {
    assertThat(ValueCounts.rank(0.5, 1)).isEqualTo(1);
    assertThat(ValueCounts.rank(0.5, 2)).isEqualTo(1);
    assertThat(ValueCounts.rank(0.5, 3)).isEqualTo(2);
    assertThat(ValueCounts.rank(0.95, 20)).isEqualTo(19);
    assertThat(ValueCounts.rank(0.99, 100)).isEqualTo(99);
    assertThat(ValueCounts.rank(0.99, 101)).isEqualTo(100);
  }

  @Test
  void aValueCountsAsOftenAsItOccurs() {
    ValueCounts counts = new ValueCounts();
    counts.add(1, 90);
    counts.add(2, 5);
    counts.add(3, 5);

    assertThat(counts.atShare(0.5)).isEqualTo(1);
    assertThat(counts.atShare(0.9)).isEqualTo(1);
    assertThat(counts.atShare(0.95)).isEqualTo(2);
    assertThat(counts.atShare(0.99)).isEqualTo(3);
  }
}
