package io.linecheck.server.config;

/**
 * What members of a group get. The group {@code *} is everybody, the value {@code *} everything.
 */
public record GroupRule(String group, String value) {
  private static final String ANY = "*";

  /** Of the form {@code group=value}; the group may contain the sign, the value may not. */
  static GroupRule parse(String text) {
    int sign = text.lastIndexOf('=');
    GroupRule rule =
        new GroupRule(
            text.substring(0, Math.max(sign, 0)).strip(), text.substring(sign + 1).strip());
    if (rule.group.isEmpty() || rule.value.isEmpty()) {
      throw new IllegalArgumentException();
    }
    return rule;
  }

  public boolean isForEverybody() {
    return group.equals(ANY);
  }

  public boolean isEverything() {
    return value.equals(ANY);
  }

  @Override
  public String toString() {
    return group + "=" + value;
  }
}
