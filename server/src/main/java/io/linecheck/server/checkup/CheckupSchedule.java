package io.linecheck.server.checkup;

import io.linecheck.server.checkup.Check.State;
import io.linecheck.server.config.Shortened;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every minute and says in the log what became better or worse. */
public final class CheckupSchedule implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CheckupSchedule.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Checkup checkup;
  private final Runnable everyTime;
  private final Map<Topic, State> states = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param everyTime what else is to be done at each look
   */
  CheckupSchedule(Checkup checkup, Runnable everyTime) {
    this.checkup = checkup;
    this.everyTime = everyTime;
  }

  /** The first look is after a minute: at the start nothing has happened yet. */
  public void start() {
    Thread.ofVirtual().name("checkup").start(this::run);
  }

  public Checkup checkup() {
    return checkup;
  }

  /** How it was at the last look; absent before the first, and for what is not looked at. */
  public Optional<State> state(Topic topic) {
    return Optional.ofNullable(states.get(topic));
  }

  private void run() {
    try {
      while (!closed.await(EVERY.toSeconds(), TimeUnit.SECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    try {
      everyTime.run();
    } catch (RuntimeException e) {
      log.warn("what is noted beside the checks could not be", e);
    }
    List<Check> checks = checkup.look();
    if (closed.getCount() > 0) {
      checks.forEach(this::note);
    }
  }

  private void note(Check check) {
    State before = states.put(check.topic(), check.state());
    if (check.state() == State.FAILING && before != State.FAILING) {
      log.warn("{}: {}", check.topic().title(), Shortened.printable(check.finding()));
    } else if (before == State.FAILING && check.state() == State.OK) {
      log.info("{}: well again. {}", check.topic().title(), Shortened.printable(check.finding()));
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
