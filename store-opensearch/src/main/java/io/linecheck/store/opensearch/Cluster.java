package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The cluster as a place to send requests to. A node that cannot be reached is passed over for the
 * next; one that was reached and went silent is not asked again by itself, since it may have done
 * what it was asked.
 *
 * <p>Questions change nothing. They are asked again for a while if a node died over them, if shards
 * are on their way from one node to another, or if nobody answers; and one that is long in being
 * answered is put to other nodes as well, since a node that is frozen, or waits for one, may never
 * answer. Safe for many threads.
 */
final class Cluster implements AutoCloseable {
  /**
   * For so long a question is asked again: a cluster takes a few seconds to elect a manager and to
   * put copies of shards in the place of those that are gone.
   */
  static final long RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long BETWEEN_TRIES_MILLIS = 50;

  /** Nearly every search is answered sooner. */
  private static final long LONG_SEARCH_MILLIS = 2_000;

  /** And what is only fetched much sooner. */
  private static final long LONG_FETCH_MILLIS = 500;

  /**
   * A node that waits in vain for another prefers copies elsewhere the more, the longer it does, so
   * that one of the next tries is answered: with four, some of the first questions were not.
   */
  private static final int MOST_TRIES = 8;

  /** Of all questions at once: a bound of what it may cost a cluster that is just slow. */
  private static final int MOST_TRIES_MORE = 16;

  private final List<URI> hosts;
  private final Exchange exchange;
  private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore triesMore = new Semaphore(MOST_TRIES_MORE);

  /** Which of the hosts is asked first: one that answered. */
  private final AtomicInteger current = new AtomicInteger();

  private final ClusterTraffic traffic = new ClusterTraffic();
  private volatile boolean closed;

  Cluster(OpenSearchConfig.Connection config) {
    this.hosts = config.hosts();
    this.exchange = new Exchange(config);
  }

  /** Sends a request without a body. */
  Reply send(String method, String path) {
    return send(method, path, null);
  }

  /**
   * @param path below the host's own, with its query
   */
  Reply send(String method, String path, @Nullable JsonNode body) {
    return sendBytes(method, path, body == null ? null : Json.MAPPER.writeValueAsBytes(body));
  }

  /**
   * @param body JSON, or for bulk requests JSON texts one a line
   * @throws StoreException {@code UNAVAILABLE} if no node answered, or this is closed
   */
  Reply sendBytes(String method, String path, byte @Nullable [] body) {
    return isQuestion(method, path)
        ? ask(method, path, body)
        : sendOnce(current.get(), method, path, body);
  }

  /** What the cluster says now, without waiting for it to recover. */
  Reply now(String path) {
    return askSeveral("GET", path, null);
  }

  /** Whether it changes nothing, asked once or twice. */
  private static boolean isQuestion(String method, String path) {
    return method.equals("GET") || path.contains("/_search") || path.startsWith("_msearch");
  }

  private Reply ask(String method, String path, byte @Nullable [] body) {
    long end = System.nanoTime() + RECOVERY_NANOS;
    while (true) {
      try {
        Reply reply = askSeveral(method, path, body);
        if (!reply.mayPass() || System.nanoTime() > end) {
          return reply;
        }
      } catch (StoreException e) {
        if (System.nanoTime() > end || closed || e.getCause() instanceof SSLException) {
          throw e;
        }
      }
      pause();
    }
  }

  /** Whichever try is answered first. */
  private Reply askSeveral(String method, String path, byte @Nullable [] body) {
    ExecutorCompletionService<Reply> answers = new ExecutorCompletionService<>(asking);
    List<Future<Reply>> tries = new ArrayList<>();
    long longMillis = method.equals("GET") ? LONG_FETCH_MILLIS : LONG_SEARCH_MILLIS;
    int first = current.get();
    int failed = 0;
    refuseIfClosed();
    try {
      tries.add(answers.submit(() -> sendOnce(first, method, path, body)));
      while (true) {
        Future<Reply> answer = answers.poll(longMillis, TimeUnit.MILLISECONDS);
        if (answer == null) {
          int next = first + tries.size();
          if (tries.size() < MOST_TRIES && triesMore.tryAcquire()) {
            tries.add(answers.submit(() -> sendOnce(next, method, path, body)));
          }
        } else if (answer.state() == Future.State.SUCCESS || ++failed == tries.size()) {
          return answer.get();
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreException unanswered
          ? unanswered
          : new IllegalStateException(e.getCause());
    } catch (RejectedExecutionException _) {
      throw closedException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    } finally {
      tries.forEach(one -> one.cancel(true));
      triesMore.release(Math.max(0, tries.size() - 1));
    }
  }

  /** Lets a moment pass in which the cluster may recover. */
  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  private Reply sendOnce(int first, String method, String path, byte @Nullable [] body) {
    StoreException last = null;
    for (int attempt = 0; attempt < hosts.size(); attempt++) {
      int host = Math.floorMod(first + attempt, hosts.size());
      refuseIfClosed();
      long startedAt = System.nanoTime();
      try {
        Reply reply = exchange.send(hosts.get(host), method, path, body);
        current.set(host);
        traffic.answered(path, reply.status(), System.nanoTime() - startedAt);
        return reply;
      } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
        traffic.unreachable(path, System.nanoTime() - startedAt);
        last = unreachable(hosts.get(host), e);
      } catch (IOException e) {
        traffic.unreachable(path, System.nanoTime() - startedAt);
        // The next request goes to another node; this one is not repeated behind its asker's back.
        current.compareAndSet(host, Math.floorMod(host + 1, hosts.size()));
        throw unreachable(hosts.get(host), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw interrupted(e);
      }
    }
    throw last == null ? closedException() : last;
  }

  ClusterTraffic traffic() {
    return traffic;
  }

  /** Whether requests are no longer taken. */
  boolean isClosed() {
    return closed;
  }

  void refuseIfClosed() {
    if (closed) {
      throw closedException();
    }
  }

  @Override
  public void close() {
    closed = true;
    exchange.close();
    asking.shutdownNow();
  }

  private StoreException unreachable(URI host, IOException e) {
    if (closed) {
      return closedException();
    }
    return new StoreException(StoreException.Cause.UNAVAILABLE, Unreachable.of(host, e), e);
  }

  private static StoreException interrupted(InterruptedException e) {
    return new StoreException(
        StoreException.Cause.UNAVAILABLE, "the wait for OpenSearch was interrupted", e);
  }

  private static StoreException closedException() {
    return new StoreException(StoreException.Cause.UNAVAILABLE, "the store is closed");
  }
}
