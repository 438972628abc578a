package io.linecheck.server.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes on after signing in: a page of this server, whatever the address asks for.
 */
final class ReturnPath {
  private static final String HOME = "/";
  private static final int LONGEST = 2000;
  private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[!-~&&[^\\\\]]*");

  private ReturnPath() {}

  /**
   * The wish if it is a path of this server; browsers read two slashes, and a backslash in place of
   * either, as the beginning of another server's address, and skip tabs and line breaks.
   */
  static String safe(@Nullable String wish) {
    return wish != null && wish.length() <= LONGEST && OWN.matcher(wish).matches() ? wish : HOME;
  }
}
