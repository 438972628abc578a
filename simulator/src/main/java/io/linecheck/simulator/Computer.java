package io.linecheck.simulator;

import java.util.List;

/** An agent's computer, as the page can tell. */
record Computer(
    String browser,
    String browserVersion,
    String os,
    int cores,
    int memoryGigabytes,
    String headset) {
  private record Software(String browser, String version, String os) {}

  private static final List<Software> SOFTWARE =
      List.of(
          new Software("Chrome", "156.0.8021.44", "Windows 11"),
          new Software("Chrome", "156.0.8021.44", "Windows 11"),
          new Software("Chrome", "155.0.7988.112", "Windows 10"),
          new Software("Edge", "156.0.4102.31", "Windows 11"),
          new Software("Edge", "156.0.4102.31", "Windows 11"),
          new Software("Chrome", "156.0.8021.44", "macOS 15"),
          new Software("Chrome", "154.0.7940.88", "ChromeOS"),
          new Software("Firefox", "158.0", "Windows 11"));

  private static final List<String> HEADSETS =
      List.of(
          "Jabra Evolve2 40",
          "Jabra Evolve2 65",
          "Poly Blackwire 5220",
          "Poly Voyager 4320",
          "EPOS Adapt 160T",
          "Logitech Zone Wired",
          "Realtek(R) Audio");

  static Computer roll(Dice dice) {
    Software software = dice.pick(SOFTWARE);
    int cores = dice.pick(List.of(4, 8, 8, 8, 12, 16));
    int memory = cores == 4 ? 4 : 8;
    return new Computer(
        software.browser(), software.version(), software.os(), cores, memory, dice.pick(HEADSETS));
  }
}
