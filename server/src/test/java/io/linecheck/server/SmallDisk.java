package io.linecheck.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** A file system of a few megabytes in memory. To mount one takes root. */
final class SmallDisk implements AutoCloseable {
  private final Path mounted;

  private SmallDisk(Path mounted) {
    this.mounted = mounted;
  }

  /** Without the right to mount, the test says so and is skipped. */
  static SmallDisk at(Path folder, int mebibytes) {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString()),
        "a file system of its own cannot be mounted here: run it as root");
    return new SmallDisk(folder);
  }

  void becomeReadOnly() {
    remount("ro");
  }

  void grow(int mebibytes) {
    remount("size=" + mebibytes + "m");
  }

  @Override
  public void close() {
    if (!run("umount", "--lazy", mounted.toString())) {
      throw new IllegalStateException(mounted + " cannot be unmounted");
    }
  }

  private void remount(String option) {
    if (!run("mount", "-o", "remount," + option, mounted.toString())) {
      throw new IllegalStateException(mounted + " cannot be remounted with " + option);
    }
  }

  private static boolean run(String... command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
