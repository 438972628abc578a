package io.linecheck.server.config;

import io.linecheck.server.config.Setting.Group;
import java.time.Duration;
import java.util.List;

/** How long things live that let somebody in. */
public final class AccountSettings {
  public static final Setting<Duration> SESSION_IDLE =
      duration(
          "session-idle",
          Duration.ofMinutes(1),
          Duration.ofDays(30),
          "1h",
          "A session ends when it was not used for so long. A page that shows live calls uses it.");
  public static final Setting<Duration> SESSION_LIFETIME =
      duration(
          "session-lifetime",
          Duration.ofMinutes(5),
          Duration.ofDays(90),
          "12h",
          "A session ends after so long, however much it is used.");
  public static final Setting<Duration> INVITATION_LIFETIME =
      duration(
          "invitation-lifetime",
          Duration.ofMinutes(5),
          Duration.ofDays(30),
          "3d",
          "How long a link works that invites somebody or sets a new password. It works once.");

  private static final List<Setting<?>> ALL =
      List.of(SESSION_IDLE, SESSION_LIFETIME, INVITATION_LIFETIME);

  private AccountSettings() {}

  static List<Setting<?>> all() {
    return ALL;
  }

  private static Setting<Duration> duration(
      String key, Duration least, Duration most, String defaultText, String description) {
    return new Setting<>(
        key, Group.ACCOUNTS, ValueType.duration(least, most), defaultText, description, false);
  }
}
