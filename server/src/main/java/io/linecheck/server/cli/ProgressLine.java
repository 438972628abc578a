package io.linecheck.server.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One line about work under way: redrawn in place on a terminal, written now and then elsewhere.
 * Runs from its creation until closed.
 */
final class ProgressLine implements AutoCloseable {
  private static final long REDRAW_MILLIS = 250;

  /** Elsewhere: every five seconds in the first minute, every minute later. */
  private static final int TICKS_BETWEEN_FIRST_PRINTS = 20;

  private static final int TICKS_BETWEEN_PRINTS = 240;
  private static final int BAR_CELLS = 30;

  private final PrintWriter out;
  private final Supplier<String> line;
  private final boolean terminal;
  private final Thread drawing;

  ProgressLine(PrintWriter out, Supplier<String> line) {
    this.out = out;
    this.line = line;
    this.terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    this.drawing = Thread.ofVirtual().name("progress").start(this::draw);
  }

  /** A bar with its percentage; nothing done is 0, all done is 1. */
  static String bar(double done) {
    double share = Math.clamp(done, 0, 1);
    int filled = (int) Math.round(share * BAR_CELLS);
    return "[%s%s] %3.0f %%"
        .formatted("#".repeat(filled), "·".repeat(BAR_CELLS - filled), 100 * share);
  }

  @Override
  public void close() {
    drawing.interrupt();
    try {
      drawing.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    if (terminal) {
      out.print("\r\u001b[2K");
      out.flush();
    }
  }

  private void draw() {
    try {
      for (int tick = 1; ; tick++) {
        Thread.sleep(REDRAW_MILLIS);
        if (terminal) {
          out.print("\r\u001b[2K" + line.get());
          out.flush();
        } else if (tick
                % (tick <= TICKS_BETWEEN_PRINTS ? TICKS_BETWEEN_FIRST_PRINTS : TICKS_BETWEEN_PRINTS)
            == 0) {
          out.println(line.get());
          out.flush();
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
