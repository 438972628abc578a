package io.linecheck.server.http;

import io.javalin.http.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, which must keep up: after the patience it must have brought {@value
 * #LEAST_BYTES_PER_SECOND} bytes for each further second. Not thread-safe.
 */
final class PacedInput extends FilterInputStream {
  /** The slowest line that still carries a call sends more than that. */
  static final int LEAST_BYTES_PER_SECOND = 1024;

  /** Where a request carries its pace. */
  static final String PACE = Pace.class.getName();

  private static final long NANOS_PER_BYTE = 1_000_000_000L / LEAST_BYTES_PER_SECOND;

  private final Pace pace;
  private long bytes;

  /** How long a body may take, and since when. */
  record Pace(Duration patience, long sinceNanos, LongSupplier nanoClock) {
    boolean isKeptBy(long bytes) {
      return nanoClock.getAsLong() - sinceNanos <= patience.toNanos() + bytes * NANOS_PER_BYTE;
    }
  }

  PacedInput(InputStream in, Pace pace) {
    super(in);
    this.pace = pace;
  }

  static InputStream of(Context ctx) {
    @Nullable Pace pace = (Pace) ctx.req().getAttribute(PACE);
    return pace == null ? ctx.bodyInputStream() : new PacedInput(ctx.bodyInputStream(), pace);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    bytes += Math.max(0, read);
    if (read >= 0 && !pace.isKeptBy(bytes)) {
      throw new HttpProblem(408, "the request came too slowly");
    }
    return read;
  }
}
