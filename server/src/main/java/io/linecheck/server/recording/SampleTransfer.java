package io.linecheck.server.recording;

import io.linecheck.server.recording.SampleArchive.Index;
import io.linecheck.server.recording.SampleArchive.Page;
import io.linecheck.server.recording.TransferMarks.Mark;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what a deployment of the AWS sample keeps. A page is marked as done once all of it has
 * been delivered, so that a run that breaks off costs the next one a page. An index that has grown
 * since its reading began is read again: what is there already is known by its name.
 */
public final class SampleTransfer {
  private final SampleArchive archive;
  private final TransferMarks marks;
  private final String collectorVersion;

  /**
   * Prepares a transfer.
   *
   * @param collectorVersion the importing program's
   */
  public SampleTransfer(SampleArchive archive, TransferMarks marks, String collectorVersion) {
    this.archive = archive;
    this.marks = marks;
    this.collectorVersion = collectorVersion;
  }

  /** Indices with documents that have not been taken over yet. */
  public List<Index> open() {
    return archive.indices().stream().filter(index -> !isDone(index)).toList();
  }

  private boolean isDone(Index index) {
    return marks
        .of(index)
        .filter(mark -> mark.next() == null && mark.documents() == index.documents())
        .isPresent();
  }

  /**
   * Takes over an index, from where an earlier run ended.
   *
   * @param sink ends with an exception if a body is not taken; then the page is not done
   * @param read told of each page how many documents it had
   */
  public TelemetryFile.Found take(Index index, TelemetryFile.Sink sink, LongConsumer read)
      throws InterruptedException {
    Optional<Mark> begun = marks.of(index).filter(mark -> mark.next() != null);
    long documents = begun.map(Mark::documents).orElse(index.documents());
    @Nullable String after = begun.map(Mark::next).orElse(null);
    int taken = 0;
    int others = 0;
    do {
      Page page = archive.page(index, after);
      BodyWriter writer = new BodyWriter(collectorVersion, BodyWriter.UNKNOWN_AGENT);
      TelemetryFile.Found found = SampleDocuments.handOn(page.documents(), writer, sink);
      taken += found.events();
      others += found.others();
      after = page.next();
      marks.put(index, new Mark(documents, after));
      read.accept(page.documents().size());
    } while (after != null);
    return new TelemetryFile.Found(taken, 0, others);
  }
}
