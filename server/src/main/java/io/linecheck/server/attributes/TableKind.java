package io.linecheck.server.attributes;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which table. */
public enum TableKind {
  NETWORKS(8 << 20, 50_000),
  AGENTS(16 << 20, 100_000);

  private final int mostBytes;
  private final int mostRows;

  TableKind(int mostBytes, int mostRows) {
    this.mostBytes = mostBytes;
    this.mostRows = mostRows;
  }

  public int mostBytes() {
    return mostBytes;
  }

  int mostRows() {
    return mostRows;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TableKind> find(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }
}
