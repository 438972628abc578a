package io.linecheck.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts without certain names. A name is found as a whole word in any case: {@code ada} in {@code
 * Ada's headset}, not in {@code adapter}.
 */
public final class NameText {
  private static final String BEFORE = "(?<![\\p{L}\\p{N}_])";
  private static final String AFTER = "(?![\\p{L}\\p{N}_])";

  private record Replacement(Pattern name, String by) {}

  private final List<Replacement> replacements = new ArrayList<>();

  /**
   * @param replacements what stands for each name; of two names that hold each other the longer is
   *     looked for first
   */
  public NameText(Map<String, String> replacements) {
    replacements.entrySet().stream()
        .filter(entry -> !entry.getKey().isBlank())
        .sorted(Comparator.comparingInt(entry -> -entry.getKey().length()))
        .forEach(entry ->
            this.replacements.add(
                new Replacement(
                    Pattern.compile(
                        BEFORE + Pattern.quote(entry.getKey()) + AFTER,
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                    Matcher.quoteReplacement(entry.getValue()))));
  }

  public String replace(String text) {
    String replaced = text;
    for (Replacement replacement : replacements) {
      replaced = replacement.name().matcher(replaced).replaceAll(replacement.by());
    }
    return replaced;
  }

  public String replaceInJson(String json) {
    return JsonStrings.map(json, this::replace);
  }
}
