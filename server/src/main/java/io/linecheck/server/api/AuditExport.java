package io.linecheck.server.api;

import io.linecheck.server.identity.Audit;
import io.linecheck.store.AuditEntry;
import io.linecheck.store.AuditPage;
import io.linecheck.store.AuditQuestion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The audit log as a file, page by page, newest first. */
public final class AuditExport {
  private static final List<String> COLUMNS =
      List.of("at", "actor", "action", "target", "outcome", "address", "detail");

  /** How a file is written. */
  public enum Format {
    NDJSON("application/x-ndjson"),
    CSV("text/csv;charset=utf-8");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    public String mediaType() {
      return mediaType;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private AuditExport() {}

  public static void write(Audit audit, AuditQuestion question, Format format, OutputStream out)
      throws IOException {
    if (format == Format.CSV) {
      line(out, String.join(",", COLUMNS) + "\r\n");
    }
    @Nullable String cursor = question.cursor();
    do {
      AuditPage page =
          audit.read(
              new AuditQuestion(
                  question.range(),
                  question.actor(),
                  question.action(),
                  question.target(),
                  cursor,
                  question.limit()));
      for (AuditEntry entry : page.entries()) {
        line(out, format == Format.CSV ? csv(entry) : ndjson(entry));
      }
      cursor = page.cursor();
    } while (cursor != null);
  }

  private static void line(OutputStream out, String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.UTF_8));
  }

  private static String ndjson(AuditEntry entry) {
    return new String(Json.bytes(IdentityAnswers.of(entry)), StandardCharsets.UTF_8) + "\n";
  }

  private static String csv(AuditEntry entry) {
    String detail =
        new TreeMap<>(entry.detail())
            .entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining("; "));
    return CsvCell.line(
        entry.at().toString(),
        entry.actor(),
        entry.action(),
        entry.target(),
        entry.outcome().name().toLowerCase(Locale.ROOT),
        entry.address(),
        detail);
  }
}
