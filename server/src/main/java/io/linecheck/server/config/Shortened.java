package io.linecheck.server.config;

/** Values as error messages quote them. */
public final class Shortened {
  private static final int MOST = 60;

  private Shortened() {}

  public static String of(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "\uFFFD");
    return printable.length() <= MOST ? printable : printable.substring(0, MOST) + "…";
  }
}
