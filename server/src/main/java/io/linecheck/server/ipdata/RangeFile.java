package io.linecheck.server.ipdata;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.linecheck.enrich.AddressBits;
import io.linecheck.model.CallAttribute;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A CSV file of ranges, without a header, in the order of its addresses: first address, last
 * address, and either a country code or an AS number and a name. Each range is two numbers; what it
 * says is kept once however often it occurs.
 */
final class RangeFile implements IpFile {
  private static final int MOST_RANGES = 2_000_000;

  private final long builtAt;
  private final long[] firstHighs;
  private final long[] firstLows;
  private final long[] lastHighs;
  private final long[] lastLows;
  private final boolean[] six;
  private final List<Map<CallAttribute, String>> said;

  private RangeFile(Path file, List<Range> ranges) throws IOException {
    this.builtAt = Files.getLastModifiedTime(file).toMillis();
    int size = ranges.size();
    this.firstHighs = new long[size];
    this.firstLows = new long[size];
    this.lastHighs = new long[size];
    this.lastLows = new long[size];
    this.six = new boolean[size];
    List<Map<CallAttribute, String>> all = new ArrayList<>(size);
    for (int at = 0; at < size; at++) {
      Range range = ranges.get(at);
      firstHighs[at] = range.first().high();
      firstLows[at] = range.first().low();
      lastHighs[at] = range.last().high();
      lastLows[at] = range.last().low();
      six[at] = range.first().six();
      all.add(range.said());
    }
    this.said = all;
  }

  private record Range(AddressBits first, AddressBits last, Map<CallAttribute, String> said) {}

  static RangeFile open(Path file) throws IOException {
    List<Range> ranges = new ArrayList<>();
    Map<List<String>, Map<CallAttribute, String>> distinct = new HashMap<>();
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(file)) {
      for (CsvRecord record : records) {
        if (ranges.size() == MOST_RANGES) {
          throw wrong(record, "more than %,d ranges".formatted(MOST_RANGES));
        }
        ranges.add(range(record, distinct));
      }
    } catch (CsvParseException e) {
      throw new IOException("it is no CSV: " + e.getMessage(), e);
    }
    if (ranges.isEmpty()) {
      throw new IOException("it is empty");
    }
    ranges.sort((a, b) -> compare(a.first(), b.first()));
    return new RangeFile(file, ranges);
  }

  private static Range range(
      CsvRecord record, Map<List<String>, Map<CallAttribute, String>> distinct) throws IOException {
    List<String> cells = record.getFields();
    if (cells.size() < 3) {
      throw wrong(record, "expected first address, last address, and a country or an AS number");
    }
    AddressBits first = address(record, cells.getFirst());
    AddressBits last = address(record, cells.get(1));
    if (first.six() != last.six() || compare(first, last) > 0) {
      throw wrong(record, "the range ends before it begins");
    }
    return new Range(
        first,
        last,
        distinct.computeIfAbsent(
            List.copyOf(cells.subList(2, cells.size())), RangeFile::attributes));
  }

  private static AddressBits address(CsvRecord record, String text) throws IOException {
    return AddressBits.parse(text)
        .orElseThrow(() -> wrong(record, "an address is missing, expected one such as 192.0.2.0"));
  }

  private static IOException wrong(CsvRecord record, String what) {
    return new IOException("line " + record.getStartingLineNumber() + ": " + what);
  }

  private static Map<CallAttribute, String> attributes(List<String> cells) {
    Map<CallAttribute, String> known = new EnumMap<>(CallAttribute.class);
    boolean isCountry = cells.getFirst().matches("[A-Z]{2}");
    OperatorText.put(
        known,
        isCountry ? null : cells.getFirst(),
        isCountry || cells.size() < 2 ? null : cells.get(1),
        isCountry ? cells.getFirst() : null);
    return Map.copyOf(known);
  }

  @Override
  public Map<CallAttribute, String> find(InetAddress address) {
    AddressBits wanted = AddressBits.of(address.getAddress());
    int from = 0;
    int to = said.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (compare(first(middle), wanted) <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    int at = from - 1;
    return at >= 0 && six[at] == wanted.six() && compare(wanted, last(at)) <= 0
        ? said.get(at)
        : Map.of();
  }

  @Override
  public String type() {
    boolean countries =
        said.stream().limit(1).anyMatch(one -> one.containsKey(CallAttribute.AGENT_COUNTRY));
    return countries ? "ranges with countries" : "ranges with AS numbers";
  }

  @Override
  public long builtAt() {
    return builtAt;
  }

  private AddressBits first(int at) {
    return new AddressBits(firstHighs[at], firstLows[at], six[at]);
  }

  private AddressBits last(int at) {
    return new AddressBits(lastHighs[at], lastLows[at], six[at]);
  }

  /** IPv4 before IPv6. */
  private static int compare(AddressBits a, AddressBits b) {
    int order = Boolean.compare(a.six(), b.six());
    if (order == 0) {
      order = Long.compareUnsigned(a.high(), b.high());
    }
    return order == 0 ? Long.compareUnsigned(a.low(), b.low()) : order;
  }
}
