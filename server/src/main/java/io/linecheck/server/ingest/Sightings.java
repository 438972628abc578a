package io.linecheck.server.ingest;

import io.linecheck.ingest.Outcome;
import io.linecheck.ingest.Outcomes;
import io.linecheck.ingest.Route;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What was seen of senders since the server started: for whoever has to find out what is wrong. */
public record Sightings(
    SeenOrigins origins, SeenArrivals arrivals, SeenRefusals refusals, SeenClocks clocks) {
  public static Sightings since(Clock clock) {
    return new Sightings(
        new SeenOrigins(clock), new SeenArrivals(), new SeenRefusals(clock), new SeenClocks(clock));
  }

  /** The same outcomes, clocks that are off noted. */
  public Outcomes noting(Outcomes outcomes) {
    return new Outcomes() {
      @Override
      public void count(Route route, Outcome outcome, int items) {
        outcomes.count(route, outcome, items);
      }

      @Override
      public void mended(String falsehood) {
        outcomes.mended(falsehood);
      }

      @Override
      public void unknownField(Route route, String name) {
        outcomes.unknownField(route, name);
      }

      @Override
      public void clockSkew(@Nullable String contactId, long millis) {
        if (contactId != null) {
          clocks.told(contactId, millis);
        }
        outcomes.clockSkew(contactId, millis);
      }
    };
  }
}
