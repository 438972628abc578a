package io.linecheck.server.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets whoever may read the data directory administer the running server: a file with the server's
 * address and a token, new at each start, readable by its owner alone, gone when the server is.
 */
public final class LocalAccess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalAccess.class);
  private static final String NAME = "local-access.json";

  /** What the file says. */
  public record Door(String url, String token) {
    /** Without the token. */
    @Override
    public String toString() {
      return "door of " + url;
    }
  }

  private final Path file;
  private final String token;

  LocalAccess(Path data, SecureRandom random) {
    this.file = data.resolve(NAME);
    this.token = Secret.random(random);
  }

  boolean opensWith(String given) {
    return Secret.same(token, given);
  }

  /** Tells where the server is, once it is. */
  public void open(URI url) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path written = Files.createTempFile(file.toAbsolutePath().getParent(), NAME, ".new");
      if (Files.getFileStore(written).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
      }
      Files.writeString(
          written, JsonMapper.shared().writeValueAsString(new Door(url.toString(), token)));
      Files.move(
          written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** The door of the server that runs on a data directory; absent if none does. */
  public static Optional<Door> of(Path data) {
    Path file = data.resolve(NAME);
    try {
      return Optional.of(JsonMapper.shared().readValue(Files.readString(file), Door.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new IllegalStateException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("{} cannot be deleted: {}", file, e.getMessage());
    }
  }
}
