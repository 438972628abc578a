package io.linecheck.server.checkup;

import static io.linecheck.server.config.OpenSearchSettings.STORE;
import static io.linecheck.server.config.SettingsCatalogue.DATA;
import static io.linecheck.server.config.SettingsCatalogue.STORE_QUEUE_BATCHES;
import static io.linecheck.server.config.SettingsCatalogue.TLS_CERTIFICATE;
import static io.linecheck.server.config.SettingsCatalogue.TLS_KEY;

import io.linecheck.server.checkup.Checkup.Examination;
import io.linecheck.server.config.OpenSearchSettings.StoreKind;
import io.linecheck.server.config.Settings;
import io.linecheck.server.ingest.Sightings;
import io.linecheck.server.ipdata.IpDataFile;
import io.linecheck.server.tls.TlsFiles;
import io.linecheck.store.StoreHealth;
import io.linecheck.store.TelemetryStore;
import io.linecheck.store.Trouble;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Puts together what there is to look at. */
public final class Checkups {
  private Checkups() {}

  /** Of the server that runs in this process, to be looked at again and again. */
  public static CheckupSchedule running(
      Settings settings,
      TelemetryStore store,
      Sightings sightings,
      Supplier<Optional<RetentionRun>> lastRetention,
      Supplier<List<IpDataFile>> ipData,
      Clock clock) {
    Path data = settings.get(DATA);
    Supplier<StoreHealth> health = store::health;
    LongSupplier bytes = () -> health.get().bytes();
    DiskHistory history = new DiskHistory(store.documents());
    List<Examination> all =
        new ArrayList<>(
            List.of(
                new TelemetryArrives(sightings.arrivals(), store, clock),
                new TelemetryRefused(sightings.refusals(), clock),
                new SenderClocks(sightings.clocks(), clock),
                new PageOrigins(sightings.origins(), clock),
                new StoreWork(health, settings.get(STORE_QUEUE_BATCHES), clock),
                new KnownLosses(health, clock),
                new DiskSpace(data, new DiskSpace.Growth(bytes, history), clock),
                new RetentionWorks(settings, lastRetention, clock),
                new IpDataFreshness(ipData, clock),
                new DataHolders(data, health, clock),
                new Versions(() -> Optional.of(health.get()))));
    certificate(settings, clock).ifPresent(all::add);
    if (hasCluster(settings)) {
      all.add(new ClusterCondition(store::troubles));
    }
    return new CheckupSchedule(
        new Checkup(all), () -> history.note(clock.instant(), bytes.getAsLong()));
  }

  /**
   * Of a data directory and a configuration on which no server runs.
   *
   * @param cluster looks at the cluster that the configuration names, if it names one
   */
  public static Checkup alone(Settings settings, Supplier<List<Trouble>> cluster, Clock clock) {
    List<Examination> all =
        new ArrayList<>(
            List.of(
                new FreePort(settings),
                new LastStart(settings.get(DATA), clock),
                new DiskSpace(settings.get(DATA), null, clock),
                new DataAtRest(settings.get(DATA), clock),
                new Versions(Optional::empty)));
    certificate(settings, clock).ifPresent(all::add);
    if (hasCluster(settings)) {
      all.add(new ClusterCondition(cluster));
    }
    return new Checkup(all);
  }

  private static boolean hasCluster(Settings settings) {
    return settings.get(STORE) == StoreKind.OPENSEARCH;
  }

  private static Optional<Examination> certificate(Settings settings, Clock clock) {
    Optional<Path> certificate = settings.get(TLS_CERTIFICATE);
    Optional<Path> key = settings.get(TLS_KEY);
    return certificate.isEmpty() || key.isEmpty()
        ? Optional.empty()
        : Optional.of(new CertificateLife(new TlsFiles(certificate.get(), key.get()), clock));
  }
}
