package io.linecheck.enrich;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The part of Connect's {@code callConfigJson} that may be kept: addresses. User names, credentials
 * and tokens beside them are skipped while reading, so that no field, message or exception can hold
 * one. A configuration that cannot be read is {@link #UNKNOWN}.
 *
 * @param signalingEndpoint without user info and query
 * @param iceServers first URL of each server, joined by {@code ", "}, without {@code
 *     ?transport=udp}
 * @param turnHost host of the first TURN server, without a trailing dot
 * @param mediaRegion AWS region in {@code turnHost}, else in {@code signalingEndpoint}
 */
public record CallConfig(
    @Nullable String signalingEndpoint,
    @Nullable String iceServers,
    @Nullable String turnHost,
    @Nullable String mediaRegion) {
  public static final CallConfig UNKNOWN = new CallConfig(null, null, null, null);

  private static final int MOST_SERVERS = 16;
  private static final int LONGEST_URL = 300;
  private static final Pattern REGION =
      Pattern.compile("(?:^|\\.)((?:[a-z]{2}|us-gov|us-iso[a-z]?)-[a-z]+-\\d)\\.");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(16).maxTokenCount(2_000).build())
          .build();

  /** Reads the configuration as Connect hands it over: a JSON text, at times HTML-escaped. */
  public static CallConfig parse(@Nullable String callConfigJson) {
    if (callConfigJson == null || callConfigJson.isBlank()) {
      return UNKNOWN;
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), plain(callConfigJson))) {
      return parser.nextToken() == JsonToken.START_OBJECT ? read(parser) : UNKNOWN;
    } catch (JacksonException broken) {
      return UNKNOWN;
    }
  }

  /**
   * Reads the configuration from where it stands as an object itself; the parser is at its start
   * and left at its end.
   *
   * @throws JacksonException for malformed JSON
   */
  public static CallConfig read(JsonParser parser) {
    String signalling = null;
    List<String> servers = new ArrayList<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken value = parser.nextToken();
      if (name.equals("signalingEndpoint") && value == JsonToken.VALUE_STRING) {
        signalling = address(parser.getString());
      } else if (name.equals("iceServers") && value == JsonToken.START_ARRAY) {
        readServers(parser, servers);
      } else {
        parser.skipChildren();
      }
    }
    return of(signalling, servers);
  }

  private static void readServers(JsonParser parser, List<String> servers) {
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      String first = null;
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken value = parser.nextToken();
        if (name.equals("urls") || name.equals("url")) {
          first = firstUrl(parser, value);
        } else {
          parser.skipChildren();
        }
      }
      if (first != null && servers.size() < MOST_SERVERS) {
        servers.add(first);
      }
    }
  }

  private static @Nullable String firstUrl(JsonParser parser, @Nullable JsonToken value) {
    if (value == JsonToken.VALUE_STRING) {
      return address(parser.getString());
    }
    if (value != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return null;
    }
    String first = null;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (first == null && t == JsonToken.VALUE_STRING) {
        first = address(parser.getString());
      } else {
        parser.skipChildren();
      }
    }
    return first;
  }

  private static CallConfig of(@Nullable String signalling, List<String> servers) {
    String turnHost = null;
    for (String server : servers) {
      if (server.startsWith("turn:") || server.startsWith("turns:")) {
        turnHost = host(server.substring(server.indexOf(':') + 1));
        break;
      }
    }
    String region = turnHost == null ? null : region(turnHost);
    if (region == null && signalling != null) {
      region = region(signalling);
    }
    return new CallConfig(
        signalling, servers.isEmpty() ? null : String.join(", ", servers), turnHost, region);
  }

  /** An address without blanks, user info and query; {@code ?transport=tcp} stays. */
  private static @Nullable String address(String url) {
    if (url.length() > LONGEST_URL) {
      return null;
    }
    String text = BLANKS.matcher(url).replaceAll("");
    int query = text.indexOf('?');
    boolean tcp = query >= 0 && text.startsWith("transport=tcp", query + 1);
    if (query >= 0) {
      text = text.substring(0, query);
    }
    int at = text.lastIndexOf('@');
    if (at >= 0) {
      int scheme = text.indexOf(':') + 1;
      int start = text.startsWith("//", scheme) ? scheme + 2 : scheme;
      text = start <= at ? text.substring(0, start) + text.substring(at + 1) : "";
    }
    return text.isEmpty() ? null : tcp ? text + "?transport=tcp" : text;
  }

  private static @Nullable String host(String hostAndPort) {
    int end = hostAndPort.indexOf('?');
    String text = end < 0 ? hostAndPort : hostAndPort.substring(0, end);
    if (text.startsWith("[")) {
      int close = text.indexOf(']');
      return close < 0 ? null : text.substring(1, close);
    }
    int colon = text.indexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return host.isEmpty() ? null : host.toLowerCase(Locale.ROOT);
  }

  private static @Nullable String region(String address) {
    Matcher matcher = REGION.matcher(address.toLowerCase(Locale.ROOT));
    return matcher.find() ? matcher.group(1) : null;
  }

  private static String plain(String json) {
    return json.contains("&quot;") || json.contains("&#34;")
        ? json.replace("&quot;", "\"").replace("&#34;", "\"").replace("&amp;", "&")
        : json;
  }
}
