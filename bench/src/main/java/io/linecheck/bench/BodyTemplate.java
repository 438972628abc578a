package io.linecheck.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One body of a simulated page, to be sent again as another call at another time. Everything that
 * is exchanged has a fixed width, so a copy is patched in place: a load generator that shares two
 * cores with what it measures must cost little.
 */
final class BodyTemplate {
  private static final Pattern CONTACT = Pattern.compile("\"contactId\":\"([0-9a-f-]{36})\"");
  private static final Pattern BATCH = Pattern.compile("\"batchId\":\"([0-9a-f-]{36})\"");
  private static final Pattern ISO = Pattern.compile("\"timestamp\":\"([0-9T:.-]{23}Z)\"");
  private static final Pattern EPOCH = Pattern.compile("\"timestamp\":(\\d{13})\\b");
  private static final Pattern STREAM = Pattern.compile("\"softphoneStreamType\":");
  private static final long MILLIS_PER_DAY = 86_400_000;

  private final byte[] json;
  private final String contactId;
  private final int samples;
  private final List<Integer> contactAt = new ArrayList<>();
  private final int batchAt;
  private final int[] isoAt;
  private final long[] isoMillis;
  private final int[] epochAt;
  private final long[] epochMillis;

  private BodyTemplate(String text, String contactId) {
    this.json = text.getBytes(StandardCharsets.ISO_8859_1);
    this.contactId = contactId;
    for (int at = text.indexOf(contactId); at >= 0; at = text.indexOf(contactId, at + 36)) {
      contactAt.add(at);
    }
    Matcher batch = BATCH.matcher(text);
    this.batchAt = batch.find() ? batch.start(1) : -1;
    List<Integer> iso = starts(ISO, text);
    List<Integer> epoch = starts(EPOCH, text);
    this.isoAt = iso.stream().mapToInt(at -> at).toArray();
    this.isoMillis =
        iso.stream()
            .mapToLong(at -> Instant.parse(text.substring(at, at + 24)).toEpochMilli())
            .toArray();
    this.epochAt = epoch.stream().mapToInt(at -> at).toArray();
    this.epochMillis =
        epoch.stream().mapToLong(at -> Long.parseLong(text.substring(at, at + 13))).toArray();
    this.samples = starts(STREAM, text).size();
  }

  /** Null if the body names no contact. */
  static @Nullable BodyTemplate of(byte[] body) {
    // Every byte one char, so that places in the text are places in the bytes.
    String text = new String(body, StandardCharsets.ISO_8859_1);
    Matcher contact = CONTACT.matcher(text);
    return contact.find() ? new BodyTemplate(text, contact.group(1)) : null;
  }

  String contactId() {
    return contactId;
  }

  int samples() {
    return samples;
  }

  byte[] original() {
    return json.clone();
  }

  /** The first moment in it. */
  long firstMillis() {
    long first = Long.MAX_VALUE;
    for (long millis : isoMillis) {
      first = Math.min(first, millis);
    }
    for (long millis : epochMillis) {
      first = Math.min(first, millis);
    }
    return first;
  }

  /** The same body of another call, so much later. */
  byte[] render(String otherContact, UUID batchId, long laterMillis) {
    byte[] body = json.clone();
    for (int at : contactAt) {
      ascii(body, at, otherContact);
    }
    if (batchAt >= 0) {
      ascii(body, batchAt, batchId.toString());
    }
    for (int i = 0; i < isoAt.length; i++) {
      iso(body, isoAt[i], isoMillis[i] + laterMillis);
    }
    for (int i = 0; i < epochAt.length; i++) {
      digits(body, epochAt[i], 13, epochMillis[i] + laterMillis);
    }
    return body;
  }

  /** {@code 2026-01-31T23:59:59.999Z}: the date changes seldom, the rest is arithmetic. */
  private static void iso(byte[] body, int at, long millis) {
    long day = Math.floorDiv(millis, MILLIS_PER_DAY);
    long ofDay = Math.floorMod(millis, MILLIS_PER_DAY);
    ascii(body, at, LocalDate.ofEpochDay(day).toString());
    digits(body, at + 11, 2, ofDay / 3_600_000);
    digits(body, at + 14, 2, ofDay / 60_000 % 60);
    digits(body, at + 17, 2, ofDay / 1000 % 60);
    digits(body, at + 20, 3, ofDay % 1000);
  }

  private static void digits(byte[] body, int at, int width, long value) {
    long rest = value;
    for (int i = at + width - 1; i >= at; i--) {
      body[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static void ascii(byte[] body, int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      body[at + i] = (byte) text.charAt(i);
    }
  }

  private static List<Integer> starts(Pattern pattern, String text) {
    List<Integer> starts = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      starts.add(matcher.groupCount() == 0 ? matcher.start() : matcher.start(1));
    }
    return starts;
  }
}
