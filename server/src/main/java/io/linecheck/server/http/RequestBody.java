package io.linecheck.server.http;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a request body, packed or not, up to a limit that holds for both forms. A gzip bomb is
 * unpacked no further than the limit.
 */
final class RequestBody {
  private static final Logger log = LoggerFactory.getLogger(RequestBody.class);
  private static final int CHUNK_BYTES = 16_384;
  private static final long MOST_DISCARDED_BYTES = 32 << 20;

  private final int mostBytes;
  private final BodyMemory.Share memory;

  RequestBody(int mostBytes, BodyMemory.Share memory) {
    this.mostBytes = mostBytes;
    this.memory = memory;
  }

  byte[] read(Context ctx) throws IOException {
    if (ctx.req().getContentLengthLong() > mostBytes) {
      throw tooLarge();
    }
    @Nullable String encoding = ctx.header("Content-Encoding");
    return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> bounded(PacedInput.of(ctx));
      case "gzip", "x-gzip" -> unpacked(bounded(PacedInput.of(ctx)));
      default ->
          throw new HttpProblem(
              415,
              "Content-Encoding: \"%s\" is not accepted, expected gzip or none"
                  .formatted(encoding));
    };
  }

  /**
   * Reads on without keeping anything: a sender that is still sending does not hear the answer.
   * Ends after a bounded number of bytes, and with the connection.
   */
  static void discard(Context ctx) {
    InputStream in = PacedInput.of(ctx);
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      long discarded = 0;
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        discarded += read;
        if (discarded > MOST_DISCARDED_BYTES) {
          return;
        }
      }
    } catch (IOException | HttpProblem e) {
      log.debug("a refused sender went away or is too slow", e);
    }
  }

  private byte[] unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), CHUNK_BYTES)) {
      return bounded(in);
    } catch (ZipException | EOFException e) {
      throw new HttpProblem(400, "body: it is not gzip, as Content-Encoding says");
    }
  }

  private byte[] bounded(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK_BYTES);
    byte[] chunk = new byte[CHUNK_BYTES];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      if (bytes.size() + read > mostBytes) {
        throw tooLarge();
      }
      if (!memory.grow(read)) {
        throw new HttpProblem(503, "too many large requests at once; send it again later");
      }
      bytes.write(chunk, 0, read);
    }
    return bytes.toByteArray();
  }

  private HttpProblem tooLarge() {
    return new HttpProblem(
        413, "body: it is too large, expected at most " + mostBytes + " bytes, packed or not");
  }
}
