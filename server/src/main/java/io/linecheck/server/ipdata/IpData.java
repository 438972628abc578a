package io.linecheck.server.ipdata;

import io.linecheck.attributes.Operators;
import io.linecheck.enrich.AddressBits;
import io.linecheck.model.CallAttribute;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a folder as one source. Looks every few seconds whether a file is new, changed or
 * gone; a file that cannot be read is said to be so, and what it held before is used on. Where two
 * files tell the same, the first by name is believed. Safe for many threads.
 */
public final class IpData implements Operators, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IpData.class);

  static final long LOOK_EVERY_MILLIS = 10_000;
  private static final long MOST_BYTES = 512L << 20;
  private static final int MOST_ATTRIBUTION_BYTES = 1 << 16;
  private static final String ATTRIBUTION = "attribution.txt";

  private record Stamp(long size, long changedAt) {}

  private record Loaded(Stamp stamp, @Nullable IpFile file, @Nullable String problem) {}

  private final Path folder;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Map<String, Loaded> files = Map.of();

  private IpData(Path folder) {
    this.folder = folder;
  }

  /** Reads what is there; a folder that does not exist is empty. */
  public static IpData open(Path folder) {
    IpData data = new IpData(folder);
    data.look();
    Thread.ofVirtual().name("ip-data").start(data::keepLooking);
    return data;
  }

  @Override
  public Optional<Map<CallAttribute, String>> find(String address) {
    Map<String, Loaded> now = files;
    if (now.values().stream().allMatch(loaded -> loaded.file() == null)) {
      return Optional.empty();
    }
    InetAddress literal;
    try {
      literal = InetAddress.ofLiteral(address);
    } catch (IllegalArgumentException noAddress) {
      return Optional.of(Map.of());
    }
    if (SpecialAddresses.contain(AddressBits.of(literal.getAddress()))) {
      return Optional.of(Map.of());
    }
    Map<CallAttribute, String> known = new EnumMap<>(CallAttribute.class);
    for (Loaded loaded : now.values()) {
      IpFile file = loaded.file();
      if (file != null) {
        found(file, literal).forEach(known::putIfAbsent);
      }
    }
    return Optional.of(known);
  }

  /** By name. */
  public List<IpDataFile> files() {
    List<IpDataFile> all = new ArrayList<>();
    files.forEach((name, loaded) -> {
      IpFile file = loaded.file();
      all.add(
          new IpDataFile(
              name,
              file == null ? null : file.type(),
              file == null ? null : file.builtAt(),
              loaded.problem()));
    });
    return all;
  }

  /** What is to be said about the data's sources to whoever sees it. */
  public List<String> credits() {
    return Credits.of(files(), attribution());
  }

  private String attribution() {
    Path file = folder.resolve(ATTRIBUTION);
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MOST_ATTRIBUTION_BYTES
          ? Files.readString(file, StandardCharsets.UTF_8)
          : "";
    } catch (IOException e) {
      log.warn("{} cannot be read: {}", file, e.getMessage());
      return "";
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void keepLooking() {
    try {
      while (!closed.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes up what has changed since the last look. */
  void look() {
    Map<String, Loaded> before = files;
    Map<String, Loaded> now = new TreeMap<>();
    for (Map.Entry<String, Stamp> seen : stamps().entrySet()) {
      Loaded known = before.get(seen.getKey());
      now.put(
          seen.getKey(),
          known != null && known.stamp().equals(seen.getValue())
              ? known
              : load(seen.getKey(), seen.getValue(), known));
    }
    if (!now.equals(before)) {
      files = now;
    }
  }

  private Loaded load(String name, Stamp stamp, @Nullable Loaded before) {
    Path file = folder.resolve(name);
    try {
      if (stamp.size() > MOST_BYTES) {
        throw new IOException("it has more than %d MiB".formatted(MOST_BYTES >> 20));
      }
      IpFile read =
          name.toLowerCase(Locale.ROOT).endsWith(".mmdb")
              ? MmdbFile.open(file)
              : RangeFile.open(file);
      log.info("IP data: {} is in use, {}", name, read.type());
      return new Loaded(stamp, read, null);
    } catch (IOException | RuntimeException e) {
      log.warn("IP data: {} cannot be read: {}", file, e.getMessage());
      return new Loaded(
          stamp, before == null ? null : before.file(), String.valueOf(e.getMessage()));
    }
  }

  private Map<String, Stamp> stamps() {
    Map<String, Stamp> stamps = new HashMap<>();
    if (!Files.isDirectory(folder)) {
      return stamps;
    }
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        String name = file.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".mmdb") || lower.endsWith(".csv")) {
          BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
          stamps.put(name, new Stamp(about.size(), about.lastModifiedTime().toMillis()));
        }
      }
    } catch (IOException e) {
      log.warn("IP data: {} cannot be read: {}", folder, e.getMessage());
    }
    return stamps;
  }

  private static Map<CallAttribute, String> found(IpFile file, InetAddress address) {
    try {
      return file.find(address);
    } catch (RuntimeException e) {
      // A damaged file must not cost a call.
      log.debug("IP data: a look-up failed", e);
      return Map.of();
    }
  }
}
