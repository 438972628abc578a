package io.linecheck.bench.micro;

import io.linecheck.attributes.NetworkRow;
import io.linecheck.attributes.NetworkTable;
import io.linecheck.attributes.Validity;
import io.linecheck.enrich.Cidr;
import io.linecheck.model.CallAttribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a request pays for its site: one look-up by a public and a local address. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class NetworkBenchmark {
  private static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");
  private static final int ASKED = 1 << 12;

  @Param({"100", "50000"})
  private int rows;

  private NetworkTable table = NetworkTable.EMPTY;
  private final String[] addresses = new String[ASKED];
  private int next;

  @Setup
  public void fill() {
    Random random = new Random(1);
    List<NetworkRow> all = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      String block = "10.%d.%d.0/%d".formatted(row >> 8 & 255, row & 255, 24 - row % 3 * 4);
      all.add(
          new NetworkRow(Cidr.parse(block), Validity.ALWAYS, Map.of(CallAttribute.SITE, block)));
    }
    table = new NetworkTable(all);
    for (int i = 0; i < ASKED; i++) {
      addresses[i] = "10.%d.%d.7".formatted(random.nextInt(256), random.nextInt(256));
    }
  }

  /** A public address that no block has, and a local one that some have. */
  @Benchmark
  public Optional<NetworkRow> find() {
    next = next + 1 & ASKED - 1;
    return table.find("198.51.100.7", addresses[next], AT);
  }
}
