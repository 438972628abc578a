package io.linecheck.ingest;

import org.jspecify.annotations.Nullable;

/** Counts what became of what came in. Safe for many threads. */
public interface Outcomes {
  /** Counts nothing. */
  Outcomes NONE =
      new Outcomes() {
        @Override
        public void count(Route route, Outcome outcome, int items) {}

        @Override
        public void mended(String falsehood) {}

        @Override
        public void unknownField(Route route, String name) {}

        @Override
        public void clockSkew(@Nullable String contactId, long millis) {}
      };

  /** A request in which nothing could be told apart counts as one item. */
  void count(Route route, Outcome outcome, int items);

  /**
   * A known falsehood was mended once.
   *
   * @param falsehood a label of {@link Falsehood}, of which there are few
   */
  void mended(String falsehood);

  /**
   * A request carried a field nobody knows; said once for each name and request, and only for the
   * first few names. Names come from outside: whoever counts by name bounds how many it keeps.
   */
  void unknownField(Route route, String name);

  /**
   * A page told that its clock is off, and its times were corrected by as much.
   *
   * @param millis what was added: positive if the page's clock is behind
   */
  void clockSkew(@Nullable String contactId, long millis);
}
