package io.linecheck.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Files below one folder of the class path, kept in memory once asked for. */
final class Files {
  /** No hidden files, no way out of the folder, and never a directory: the last part has a dot. */
  private static final Pattern NAME =
      Pattern.compile(
          "([A-Za-z0-9_@-][A-Za-z0-9._@-]*/)*[A-Za-z0-9_@-][A-Za-z0-9_@-]*\\.[A-Za-z0-9._-]+");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html;charset=utf-8"),
          Map.entry("js", "text/javascript;charset=utf-8"),
          Map.entry("mjs", "text/javascript;charset=utf-8"),
          Map.entry("css", "text/css;charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("woff", "font/woff"),
          Map.entry("wav", "audio/wav"),
          Map.entry("txt", "text/plain;charset=utf-8"));

  /** A file's bytes, not to be changed, and its media type. */
  static final class Content {
    private final byte[] bytes;
    private final String type;

    private Content(byte[] bytes, String type) {
      this.bytes = bytes;
      this.type = type;
    }

    byte[] bytes() {
      return bytes;
    }

    String type() {
      return type;
    }
  }

  private final String folder;
  private final Map<String, Optional<Content>> loaded = new ConcurrentHashMap<>();

  /** {@code folder} is an absolute resource name such as {@code /ui}. */
  Files(String folder) {
    this.folder = folder;
  }

  Optional<Content> find(String name) {
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      return Optional.empty();
    }
    Optional<Content> known = loaded.get(name);
    if (known != null) {
      return known;
    }
    Optional<Content> content = load(name);
    // Names that do not exist are without number and are not kept.
    content.ifPresent(present -> loaded.put(name, content));
    return content;
  }

  private Optional<Content> load(String name) {
    try (InputStream in = Files.class.getResourceAsStream(folder + "/" + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new Content(in.readAllBytes(), type(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }
}
