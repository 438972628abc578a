package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.linecheck.server.config.Shortened;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what was refused, so that an attack is seen there. Whoever is refused could fill
 * the log: beyond so many lines a second they are only counted, and the next line says how many.
 */
final class Refusals {
  private static final Logger log = LoggerFactory.getLogger(Refusals.class);
  private static final RateLimiter.Limit LINES = new RateLimiter.Limit(5, 100, 1);
  private static final String EVERYBODY = "";
  private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);

  private final Clients clients;
  private final RateLimiter lines;
  private final AtomicLong leftOut = new AtomicLong();

  Refusals(Clients clients, LongSupplier nanoClock) {
    this.clients = clients;
    this.lines = new RateLimiter(LINES, nanoClock);
  }

  /** Leaves out what happens every day: nobody signed in, nothing there, a store that is busy. */
  void refused(Context ctx, int status, String sentence) {
    String path = ctx.req().getRequestURI();
    boolean everyday =
        switch (status) {
          case 401 -> ctx.header("Authorization") == null && ctx.header("Cookie") == null;
          case 404 -> READS.contains(ctx.method()) && !path.contains("..") && !path.contains("%");
          case 409, 503 -> true;
          default -> false;
        };
    if (!everyday) {
      refused(clients.address(ctx), ctx.method() + " " + path, status, sentence);
    }
  }

  /**
   * @param what method and path, or what else it was
   */
  void refused(String client, String what, int status, String sentence) {
    if (lines.secondsToWait(EVERYBODY) > 0) {
      leftOut.incrementAndGet();
      return;
    }
    long unsaid = leftOut.getAndSet(0);
    log.info(
        "refused {} from {}: {} {}{}",
        Shortened.of(what),
        client,
        status,
        Shortened.printable(sentence),
        unsaid == 0 ? "" : " (" + unsaid + " refusals before it are not in the log)");
  }
}
