package io.linecheck.server.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** {@code bench/ledger}: many rounds of every bad day, and their books as a table. */
final class Ledgers {
  private static final List<Supplier<BadDay>> DAYS =
      List.of(
          KillDay::new,
          FreezeDay::new,
          DiskFullDay::new,
          ReadOnlyDay::new,
          ClockDay::new,
          DamageDay::new,
          TwoServersDay::new,
          ShutdownDay::new);

  private static final int STANDARD_ROUNDS = 20;

  /** Sentences of a server that are shown of one day. */
  private static final int MOST_SAID = 8;

  private Ledgers() {}

  /**
   * Ends the process as the books do.
   *
   * @param arguments as {@link #keep} takes them
   */
  public static void main(String[] arguments) throws Exception {
    System.exit(
        keep(
            "bench/ledger", DAYS.stream().map(Supplier::get).toList(), STANDARD_ROUNDS, arguments));
  }

  /**
   * Prints the books; returns how the command ends: with 1 if one does not close, with 2 if there
   * is no such day.
   *
   * @param arguments which day, or {@code all}; then {@code --rounds} and how many
   */
  static int keep(
      String command, List<? extends BadDay> all, int standardRounds, String[] arguments)
      throws Exception {
    String wanted = arguments.length > 0 ? arguments[0] : "all";
    List<? extends BadDay> days =
        all.stream().filter(day -> wanted.equals("all") || wanted.equals(day.name())).toList();
    boolean rounds = arguments.length == 3 && arguments[1].equals("--rounds");
    if (days.isEmpty() || (arguments.length > 1 && !rounds)) {
      System.err.println(
          "usage: %s %s|all [--rounds N]"
              .formatted(command, String.join("|", all.stream().map(BadDay::name).toList())));
      return 2;
    }
    return keep(days, rounds ? Integer.parseInt(arguments[2]) : standardRounds) ? 0 : 1;
  }

  private static boolean keep(List<? extends BadDay> days, int rounds) throws Exception {
    List<LedgerPage> pages = new ArrayList<>();
    Path work = Files.createTempDirectory("linecheck-ledger");
    for (BadDay day : days) {
      LedgerPage page = day.keep(work, rounds);
      pages.add(page);
      page.said().stream()
          .map(words -> words.replace(work.toString(), "/data"))
          .distinct()
          .limit(MOST_SAID)
          .forEach(words -> System.out.println("> " + words));
      System.out.println(page.row());
    }
    System.out.println("\nIn samples:\n\n" + pages.getFirst().head());
    pages.forEach(page -> System.out.println(page.row()));
    return pages.stream().allMatch(LedgerPage::closes);
  }
}
