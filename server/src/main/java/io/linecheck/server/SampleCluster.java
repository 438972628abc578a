package io.linecheck.server;

import io.linecheck.server.recording.SampleArchive;
import io.linecheck.store.opensearch.OpenSearchConfig.Connection;
import io.linecheck.store.opensearch.OpenSearchConfig.Credentials;
import io.linecheck.store.opensearch.SampleIndices;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deployment's documents in its Elasticsearch or OpenSearch. */
public final class SampleCluster implements SampleArchive {
  /** An index of a day is sorted as a whole for each page. */
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final SampleIndices stored;

  private SampleCluster(SampleIndices stored) {
    this.stored = stored;
  }

  /** Whom the cluster lets in. */
  public sealed interface Access {
    record Anybody() implements Access {}

    record User(String name, String password) implements Access {
      /** Without the password. */
      @Override
      public String toString() {
        return "user " + name;
      }
    }

    record Key(String apiKey) implements Access {
      /** Without the key. */
      @Override
      public String toString() {
        return "an API key";
      }
    }
  }

  /**
   * The deployment whose nodes these are.
   *
   * @param authority PEM file with the certificates that its own are signed by; absent for a public
   *     authority
   */
  public static SampleCluster at(List<URI> hosts, Access access, Optional<Path> authority) {
    Credentials credentials =
        switch (access) {
          case Access.Anybody _ -> new Credentials.None();
          case Access.User(String name, String password) -> new Credentials.Basic(name, password);
          case Access.Key(String apiKey) -> new Credentials.ApiKey(apiKey);
        };
    return new SampleCluster(
        SampleIndices.of(new Connection(hosts, credentials, authority, TIMEOUT)));
  }

  @Override
  public List<Index> indices() {
    return stored.all().stream().map(index -> new Index(index.name(), index.documents())).toList();
  }

  @Override
  public Page page(Index index, @Nullable String after) {
    SampleIndices.Page page = stored.page(index.name(), after);
    return new Page(page.documents(), page.next());
  }

  @Override
  public void close() {
    stored.close();
  }
}
