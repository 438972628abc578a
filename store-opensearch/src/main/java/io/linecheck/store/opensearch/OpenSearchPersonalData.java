package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import io.linecheck.store.Erasure;
import io.linecheck.store.PersonalData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Changes what is stored of people, while this node derives nothing. */
final class OpenSearchPersonalData implements PersonalData {
  private final Indices indices;
  private final Sweep sweep;
  private final Deriver deriver;
  private final Tails tails;
  private final Persons persons;
  private final ShortAddresses addresses;
  private final TakenOut takenOut;

  OpenSearchPersonalData(
      Indices indices,
      Sweep sweep,
      Deriver deriver,
      Tails tails,
      Persons persons,
      ShortAddresses addresses,
      TakenOut takenOut) {
    this.indices = indices;
    this.sweep = sweep;
    this.deriver = deriver;
    this.tails = tails;
    this.persons = persons;
    this.addresses = addresses;
    this.takenOut = takenOut;
  }

  @Override
  public Erasure erase(String agent) {
    AtomicReference<Erasure> erased = new AtomicReference<>();
    change(() -> erased.set(eraseNow(agent)));
    return erased.get();
  }

  @Override
  public void shortenAddresses(Instant before) {
    change(() -> addresses.make(before.toEpochMilli()));
  }

  @Override
  public void anonymize(Instant before) {
    // A call is left as it is while anything of it is newer, which its row must tell.
    deriver.caughtUpFor(() -> takenOut.make(before.toEpochMilli()));
    tails.forgetAll();
  }

  private Erasure eraseNow(String agent) {
    List<String> names = new ArrayList<>(List.of(agent));
    persons.find(agent).ifPresent(names::add);
    Map<Dataset, Long> rows = new EnumMap<>(Dataset.class);
    for (String name : names) {
      for (Dataset dataset : Dataset.values()) {
        long removed = sweep.remove(dataset, indices.all(dataset), Queries.ofAgent(dataset, name));
        if (removed > 0) {
          rows.merge(dataset, removed, Long::sum);
        }
      }
    }
    persons.forget(agent);
    return new Erasure(rows);
  }

  private void change(Runnable change) {
    deriver.pausedFor(change);
    tails.forgetAll();
  }
}
