package io.linecheck.server.checkup;

import static io.linecheck.server.config.SettingsCatalogue.ADDRESS;
import static io.linecheck.server.config.SettingsCatalogue.PORT;

import io.linecheck.server.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether a server could listen where it is to. */
final class FreePort implements Checkup.Examination {
  private final Settings settings;

  FreePort(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Topic topic() {
    return Topic.SERVER;
  }

  @Override
  public Check look() {
    String place = settings.get(ADDRESS) + ":" + settings.get(PORT);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(
          new InetSocketAddress(InetAddress.getByName(settings.get(ADDRESS)), settings.get(PORT)));
      return Check.attention(
          topic(),
          "No server runs on this data directory; " + place + " is free for it.",
          "Start it: linecheck serve. Checks that only a running server can answer are left out.");
    } catch (IOException e) {
      return Check.failing(
          topic(),
          "No server runs on this data directory, and none could listen on %s: %s."
              .formatted(place, e.getMessage()),
          "See which program has the port, and stop it or choose another --port or --address."
              + " Checks that only a running server can answer are left out.");
    }
  }
}
