package io.linecheck.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body up to a size, read as it comes. */
final class BoundedInput extends FilterInputStream {
  private final int mostBytes;
  private long read;

  BoundedInput(InputStream in, int mostBytes) {
    super(in);
    this.mostBytes = mostBytes;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    counted(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return counted(super.read(bytes, offset, length));
  }

  private int counted(int count) {
    read += Math.max(0, count);
    if (read > mostBytes) {
      throw new HttpProblem(413, "file: too large, expected at most " + mostBytes + " bytes");
    }
    return count;
  }
}
