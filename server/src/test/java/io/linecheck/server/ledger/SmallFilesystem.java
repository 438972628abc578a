package io.linecheck.server.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of the test's own in a file, mounted through a loop device; takes root. */
final class SmallFilesystem implements AutoCloseable {
  private final Path image;
  private final Path mounted;

  private SmallFilesystem(Path image, Path mounted) {
    this.image = image;
    this.mounted = mounted;
  }

  /**
   * Makes and mounts it.
   *
   * @param megabytes which the file takes up as they are used
   * @throws Unavailable if that cannot be done here; its message says why
   */
  static SmallFilesystem in(Path folder, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path image = folder.resolve("small.ext4");
    Path mounted = Files.createDirectories(folder.resolve("small"));
    SmallFilesystem small = new SmallFilesystem(image, mounted);
    try {
      run("truncate", "--size=" + megabytes + "M", image.toString());
      run("mkfs.ext4", "-q", "-F", image.toString());
      small.mount();
    } catch (IOException e) {
      throw new Unavailable(e);
    }
    return small;
  }

  Path folder() {
    return mounted;
  }

  /** It cannot be mounted. */
  static final class Unavailable extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    Unavailable(IOException cause) {
      super(
          "no small file system can be mounted here, which takes root, mkfs.ext4 and a loop device: "
              + cause.getMessage(),
          cause);
    }
  }

  /** Takes all the room there is; returns when there is none. */
  void fill() throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (true) {
        out.write(block);
      }
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException _) {
      // The disk is full.
    }
  }

  /** Takes the room there is but for so much, in one piece. */
  void fillUpTo(int megabytesLeft) throws IOException, InterruptedException {
    long bytes = Files.getFileStore(mounted).getUsableSpace() - ((long) megabytesLeft << 20);
    run("fallocate", "--length", Long.toString(bytes), ballast().toString());
  }

  /** Gives the room back. */
  void makeRoom() throws IOException {
    Files.delete(ballast());
  }

  /** What ext4 does when its disk fails: it turns read-only in the midst of whatever goes on. */
  void fail() throws IOException, InterruptedException {
    run("mount", "-o", "remount,abort", mounted.toString());
  }

  /** The disk is well again, after a check as at the start of a machine. */
  void repair() throws IOException, InterruptedException {
    run("umount", mounted.toString());
    int code = new ProcessBuilder("e2fsck", "-p", image.toString()).start().waitFor();
    if (code > 1) { // 1: errors were corrected
      throw new IOException("e2fsck ended with " + code);
    }
    mount();
  }

  private void mount() throws IOException, InterruptedException {
    run("mount", "-o", "loop", image.toString(), mounted.toString());
  }

  private Path ballast() {
    return mounted.resolve("ballast");
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said.strip());
    }
  }

  /** With everything that was on it. */
  @Override
  public void close() throws IOException {
    try {
      run("umount", mounted.toString());
      Files.delete(image);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
