package io.linecheck.simulator;

/** A stretch of a call in whole seconds from its first sample, the end not included. */
record Episode(int fromSecond, int toSecond) {
  boolean covers(int second) {
    return second >= fromSecond && second < toSecond;
  }
}
