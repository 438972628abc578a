package io.linecheck.simulator;

import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Posts requests over HTTP as the pages of many agents would: side by side, but one call's in their
 * order.
 */
public final class Feeder implements AutoCloseable {
  private static final int QUEUED_PER_LANE = 64;

  private final int lanes;
  private final Ledger ledger = new Ledger();
  private final IngestClient client;

  /**
   * A feeder of one server.
   *
   * @param ingest the server's ingest base, such as {@code http://127.0.0.1:8090/ingest}
   * @param lanes requests in flight at most
   * @param maxTries how often one request is tried before it is given up
   */
  public Feeder(URI ingest, int lanes, int maxTries) {
    this.lanes = lanes;
    this.client = new IngestClient(ingest, maxTries);
  }

  public Ledger ledger() {
    return ledger;
  }

  /**
   * Sends everything and returns when the last request has ended in one outcome.
   *
   * @throws InterruptedException if interrupted; what was not sent yet is dropped
   */
  public void feed(Iterator<SimulatedRequest> requests, Pace pace) throws InterruptedException {
    List<Lane> all = new ArrayList<>(lanes);
    for (int i = 0; i < lanes; i++) {
      all.add(new Lane(i));
    }
    try {
      while (requests.hasNext()) {
        SimulatedRequest request = requests.next();
        pace.await(request);
        all.get(Math.floorMod(request.order().hashCode(), lanes)).put(request);
      }
      for (Lane lane : all) {
        lane.finish();
      }
    } finally {
      all.forEach(Lane::abandon);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private final class Lane {
    private final BlockingQueue<Optional<SimulatedRequest>> queue =
        new ArrayBlockingQueue<>(QUEUED_PER_LANE);
    private final Thread thread;

    Lane(int number) {
      this.thread = Thread.ofVirtual().name("feeder-lane-" + number).start(this::run);
    }

    void put(SimulatedRequest request) throws InterruptedException {
      queue.put(Optional.of(request));
    }

    void finish() throws InterruptedException {
      queue.put(Optional.empty());
      thread.join();
    }

    void abandon() {
      thread.interrupt();
    }

    private void run() {
      try {
        for (Optional<SimulatedRequest> next = queue.take();
            next.isPresent();
            next = queue.take()) {
          deliver(next.get());
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void deliver(SimulatedRequest request) throws InterruptedException {
    byte[] body = request.body();
    ledger.sent(body.length);
    ledger.ended(client.post(request.route(), body, request.clientIp(), ledger::retried));
  }
}
