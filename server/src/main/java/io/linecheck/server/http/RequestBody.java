package io.linecheck.server.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body, packed or not, up to a limit that holds for both forms. A gzip bomb is
 * unpacked no further than the limit.
 */
final class RequestBody {
  private RequestBody() {}

  /**
   * @param declaredBytes the Content-Length, negative if there is none
   * @param contentEncoding the header, null if there is none
   */
  static byte[] read(
      InputStream in, long declaredBytes, @Nullable String contentEncoding, int mostBytes)
      throws IOException {
    if (declaredBytes > mostBytes) {
      throw tooLarge(mostBytes);
    }
    return switch (contentEncoding == null
        ? ""
        : contentEncoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> bounded(in, mostBytes);
      case "gzip", "x-gzip" -> unpacked(in, mostBytes);
      default ->
          throw new HttpProblem(
              415,
              "Content-Encoding: \"%s\" is not accepted, expected gzip or none"
                  .formatted(contentEncoding));
    };
  }

  private static byte[] unpacked(InputStream in, int mostBytes) throws IOException {
    byte[] packed = bounded(in, mostBytes);
    try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(packed), 8_192)) {
      return bounded(unpacking, mostBytes);
    } catch (ZipException | EOFException e) {
      throw new HttpProblem(400, "body: it is not gzip, as Content-Encoding says");
    }
  }

  private static byte[] bounded(InputStream in, int mostBytes) throws IOException {
    byte[] bytes = in.readNBytes(mostBytes);
    if (bytes.length == mostBytes && in.read() >= 0) {
      throw tooLarge(mostBytes);
    }
    return bytes;
  }

  private static HttpProblem tooLarge(int mostBytes) {
    return new HttpProblem(
        413, "body: it is too large, expected at most " + mostBytes + " bytes, packed or not");
  }
}
