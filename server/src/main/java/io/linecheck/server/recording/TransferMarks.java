package io.linecheck.server.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a transfer has come, kept in a file so that the next run goes on there. It belongs to one
 * way: from where to where.
 */
public final class TransferMarks {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /**
   * Of one index.
   *
   * @param documents how many there were when its reading began
   * @param next what the next page comes after; null once all were read
   */
  record Mark(long documents, @Nullable String next) {}

  private record Content(String from, String to, Map<String, Mark> indices) {}

  private final Path file;
  private final Content content;

  private TransferMarks(Path file, Content content) {
    this.file = file;
    this.content = content;
  }

  /**
   * Reads the file, if there is one.
   *
   * @throws RecordingException if it is another way's, or none of this program
   */
  public static TransferMarks open(Path file, String from, String to)
      throws RecordingException, IOException {
    if (!Files.exists(file)) {
      return new TransferMarks(file, new Content(from, to, new TreeMap<>()));
    }
    try {
      Content found = MAPPER.readValue(Files.readString(file), Content.class);
      if (!from.equals(found.from()) || !to.equals(found.to())) {
        throw new RecordingException(
            "%s says how far the way from %s to %s has come, expected one from %s to %s: name another file"
                .formatted(file, found.from(), found.to(), from, to));
      }
      return new TransferMarks(file, new Content(from, to, new TreeMap<>(found.indices())));
    } catch (JacksonException notOurs) {
      throw new RecordingException(file + " does not say how far a transfer has come");
    }
  }

  Optional<Mark> of(SampleArchive.Index index) {
    return Optional.ofNullable(content.indices().get(index.name()));
  }

  /** Returns once the file says so, whole. */
  void put(SampleArchive.Index index, Mark mark) {
    content.indices().put(index.name(), mark);
    Path whole = file.toAbsolutePath();
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    try {
      Files.write(part, MAPPER.writeValueAsBytes(content));
      Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
