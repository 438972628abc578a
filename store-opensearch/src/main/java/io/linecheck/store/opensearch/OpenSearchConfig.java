package io.linecheck.store.opensearch;

import io.linecheck.score.CallScorer;
import io.linecheck.score.ScoringConfig;
import io.linecheck.score.WindowScorer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Everything an {@link OpenSearchStore} can be told. */
public record OpenSearchConfig(
    Connection connection,
    Layout layout,
    Writing writing,
    Deriving deriving,
    Querying querying,
    Clock clock) {

  /** The defaults, for the nodes of one cluster. */
  public static OpenSearchConfig of(List<URI> hosts) {
    return new OpenSearchConfig(
        new Connection(hosts, new Credentials.None(), Optional.empty(), Duration.ofSeconds(30)),
        new Layout("", 1, 1, Duration.ofSeconds(1), true),
        new Writing(4096, 4, 2),
        new Deriving(
            Duration.ofSeconds(2),
            new WindowScorer(ScoringConfig.DEFAULT),
            new CallScorer(ScoringConfig.DEFAULT)),
        new Querying(Duration.ofSeconds(20), 16),
        Clock.systemUTC());
  }

  public OpenSearchConfig with(Connection changed) {
    return new OpenSearchConfig(changed, layout, writing, deriving, querying, clock);
  }

  public OpenSearchConfig with(Layout changed) {
    return new OpenSearchConfig(connection, changed, writing, deriving, querying, clock);
  }

  public OpenSearchConfig with(Writing changed) {
    return new OpenSearchConfig(connection, layout, changed, deriving, querying, clock);
  }

  public OpenSearchConfig with(Deriving changed) {
    return new OpenSearchConfig(connection, layout, writing, changed, querying, clock);
  }

  public OpenSearchConfig with(Querying changed) {
    return new OpenSearchConfig(connection, layout, writing, deriving, changed, clock);
  }

  public OpenSearchConfig with(Clock changed) {
    return new OpenSearchConfig(connection, layout, writing, deriving, querying, changed);
  }

  /**
   * How the cluster is reached.
   *
   * @param hosts {@code http} or {@code https} addresses of its nodes or of what stands before
   *     them; those that do not answer are passed over
   * @param authority certificates, as PEM, that the nodes' own are signed by; absent for those the
   *     Java runtime trusts
   * @param timeout of one request
   */
  public record Connection(
      List<URI> hosts, Credentials credentials, Optional<Path> authority, Duration timeout) {
    public Connection {
      hosts = List.copyOf(hosts);
      if (hosts.isEmpty()) {
        throw new IllegalArgumentException("hosts is empty, expected at least one address");
      }
      requireAtLeast("timeout", timeout.toMillis(), 1);
    }
  }

  /** Who Linecheck is to the cluster. */
  public sealed interface Credentials {
    record None() implements Credentials {}

    record Basic(String user, String password) implements Credentials {
      /** Without the password. */
      @Override
      public String toString() {
        return "user " + user;
      }
    }

    record ApiKey(String key) implements Credentials {
      /** Without the key. */
      @Override
      public String toString() {
        return "an API key";
      }
    }

    /**
     * Whoever AWS takes this machine, its container or its environment for.
     *
     * @param region of the cluster, such as {@code eu-central-1}
     * @param service as AWS names it in signatures: {@code es} for OpenSearch Service
     */
    record Aws(String region, String service) implements Credentials {}
  }

  /**
   * How indices are laid out.
   *
   * @param prefix of the names of all indices and templates, so that several Linechecks can share a
   *     cluster; empty for the names that saved objects of the AWS sample look for
   * @param shards of each day of samples; everything else is small and has one
   * @param replicas of each shard
   * @param refreshInterval after which what was written can be found
   * @param setUp whether opening the store installs or renews the index templates
   */
  public record Layout(
      String prefix, int shards, int replicas, Duration refreshInterval, boolean setUp) {
    public Layout {
      requireAtLeast("shards", shards, 1);
      requireAtLeast("replicas", replicas, 0);
      requireAtLeast("refreshInterval", refreshInterval.toMillis(), 1);
    }
  }

  /**
   * How batches become durable.
   *
   * @param queueCapacity batches that may wait; beyond it a batch is refused
   * @param requests bulk requests under way at the same time
   * @param copies of a shard, the primary included, that must have a row before it is acknowledged
   */
  public record Writing(int queueCapacity, int requests, int copies) {
    public Writing {
      requireAtLeast("queueCapacity", queueCapacity, 1);
      requireAtLeast("requests", requests, 1);
      requireAtLeast("copies", copies, 1);
    }
  }

  /**
   * How windows and calls follow.
   *
   * @param interval between two derivations while there is something new
   */
  public record Deriving(Duration interval, WindowScorer windowScorer, CallScorer callScorer) {
    public Deriving {
      requireAtLeast("interval", interval.toMillis(), 1);
    }
  }

  /**
   * How questions are bounded.
   *
   * @param timeout after which a question is given up
   * @param maxConcurrent questions put to the cluster at the same time
   */
  public record Querying(Duration timeout, int maxConcurrent) {
    public Querying {
      requireAtLeast("timeout", timeout.toMillis(), 1);
      requireAtLeast("maxConcurrent", maxConcurrent, 1);
    }
  }

  private static void requireAtLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ", expected at least " + least);
    }
  }
}
