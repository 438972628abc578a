package io.linecheck.server.ledger;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A day on a small disk of its own. */
abstract class SmallDiskDay extends BadDay {
  private static final int MEGABYTES = 48;

  private @Nullable SmallFilesystem disk;

  final SmallFilesystem disk() {
    SmallFilesystem mounted = disk;
    if (mounted == null) {
      throw new IllegalStateException("not mounted");
    }
    return mounted;
  }

  @Override
  final Path dataIn(Path work) throws IOException, InterruptedException {
    disk = SmallFilesystem.in(work.resolve(name()), MEGABYTES);
    return disk().folder().resolve("data");
  }

  @Override
  final void cleanUp() throws IOException {
    if (disk != null) {
      disk.close();
    }
  }
}
