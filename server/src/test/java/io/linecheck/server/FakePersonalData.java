package io.linecheck.server;

import io.linecheck.model.Dataset;
import io.linecheck.store.Erasure;
import io.linecheck.store.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what was asked of it. */
public final class FakePersonalData implements PersonalData {
  public final List<String> erased = new CopyOnWriteArrayList<>();
  public final List<Instant> shortened = new CopyOnWriteArrayList<>();
  public final List<Instant> anonymized = new CopyOnWriteArrayList<>();

  @Override
  public Erasure erase(String agent) {
    erased.add(agent);
    return new Erasure(Map.of(Dataset.CALLS, 1L));
  }

  @Override
  public void shortenAddresses(Instant before) {
    shortened.add(before);
  }

  @Override
  public void anonymize(Instant before) {
    anonymized.add(before);
  }
}
