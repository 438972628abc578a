package io.linecheck.server;

import io.linecheck.server.config.AccountSettings;
import io.linecheck.server.config.Settings;
import io.linecheck.server.identity.Identity;
import io.linecheck.server.identity.Sessions;

/** What the settings say of identity. */
final class IdentitySettings {
  private IdentitySettings() {}

  static Identity.Lifetimes lifetimes(Settings settings) {
    return new Identity.Lifetimes(
        new Sessions.Lifetimes(
            settings.get(AccountSettings.SESSION_IDLE),
            settings.get(AccountSettings.SESSION_LIFETIME)),
        settings.get(AccountSettings.INVITATION_LIFETIME));
  }
}
