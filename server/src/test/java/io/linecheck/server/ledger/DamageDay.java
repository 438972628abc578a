package io.linecheck.server.ledger;

import io.linecheck.server.ServerProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of a killed server are cut, lost or flipped. It must not start as if nothing were amiss: it
 * says so, and starts again once the files are put back.
 */
final class DamageDay extends BadDay {
  private static final String DATABASE = "linecheck.duckdb";
  private static final String LOG = "linecheck.duckdb.wal";

  private interface Harm {
    void to(Path data) throws IOException;
  }

  private static final List<Harm> HARMS =
      List.of(
          data -> cut(data.resolve(LOG)),
          data -> Files.delete(data.resolve(LOG)),
          data -> flip(data.resolve(LOG), 100),
          data -> flip(data.resolve(LOG), Files.size(data.resolve(LOG)) / 2),
          data -> cut(data.resolve(DATABASE)),
          data -> Files.delete(data.resolve(DATABASE)),
          data -> flip(data.resolve(DATABASE), 100));

  @Override
  String name() {
    return "damage";
  }

  @Override
  @Nullable ServerProcess happen(Path data, int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      ServerProcess server = serve(data);
      Senders senders = send(server.url());
      awaitAcknowledged(60);
      server.kill();
      senders.close();
      for (Harm harm : HARMS) {
        harmAndRestore(data, harm);
      }
    }
    return null;
  }

  private void harmAndRestore(Path data, Harm harm) throws IOException, InterruptedException {
    Path copy = data.resolveSibling("copy");
    copy(data, copy);
    harm.to(data);
    said(ServerProcess.refusal(data));
    copy(copy, data);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (String name : List.of(DATABASE, LOG)) {
      Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void cut(Path file) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(open.length() / 2);
    }
  }

  private static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(at);
      int value = open.read();
      open.seek(at);
      open.write(value ^ 0x10);
    }
  }
}
