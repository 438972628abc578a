package io.linecheck.server.attributes;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of an uploaded file as cells: UTF-8, separated by tabs, semicolons or commas, whichever
 * stands first in the first line; quotes as RFC 4180 has them.
 */
final class CsvLines {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int LONGEST_CELL = 256;

  /**
   * Some lines.
   *
   * @param number of its first character's line, counted from 1
   */
  record Line(long number, List<String> cells) {
    /** The cell's text; empty where the line has fewer cells. */
    String cell(int column) {
      return column >= 0 && column < cells.size() ? cells.get(column) : "";
    }
  }

  private CsvLines() {}

  /** What cannot be read ends the list and is a problem. */
  static List<Line> read(byte[] file, int mostRows, Remarks problems) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(file))
              .toString();
    } catch (CharacterCodingException e) {
      problems.add(1, "the file is not UTF-8 text: save it as CSV UTF-8");
      return List.of();
    }
    String marked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    List<Line> lines = new ArrayList<>();
    CsvReader<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(separator(marked))
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(marked);
    long last = 0;
    try {
      for (CsvRecord record : records) {
        last = record.getStartingLineNumber();
        if (lines.size() > mostRows) {
          problems.add(last, "more than %,d rows, which is the most".formatted(mostRows));
          return List.copyOf(lines);
        }
        lines.add(new Line(last, record.getFields().stream().map(CsvLines::plain).toList()));
      }
    } catch (CsvParseException e) {
      problems.add(last + 1, "a cell does not end: a quote is missing, or it is far too long");
    }
    return List.copyOf(lines);
  }

  private static char separator(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '\t', ';', ',' -> {
          return each;
        }
        case '\r', '\n' -> {
          return ',';
        }
        default -> {}
      }
    }
    return ',';
  }

  /** Without the quote that keeps a spreadsheet from computing. */
  private static String plain(String cell) {
    String text = cell.strip();
    boolean guarded =
        text.length() > 1 && text.charAt(0) == '\'' && "=+-@".indexOf(text.charAt(1)) >= 0;
    return guarded ? text.substring(1) : text;
  }

  /** The text if it can be kept as a name; a problem otherwise. */
  static String name(Line line, int column, String what, Remarks problems) {
    String text = line.cell(column);
    if (text.length() > LONGEST_CELL) {
      problems.add(
          line.number(),
          "%s has %d characters, expected at most %d".formatted(what, text.length(), LONGEST_CELL));
    } else if (text.chars().anyMatch(Character::isISOControl)) {
      problems.add(line.number(), what + " has a line break or another control character in it");
    }
    return text;
  }
}
