package io.linecheck.server.recording;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where a deployment of the AWS sample keeps its documents: index by index, page by page. */
public interface SampleArchive extends AutoCloseable {
  /**
   * An index as it is now.
   *
   * @param documents how many there are
   */
  record Index(String name, long documents) {}

  /**
   * Documents in the order of calls and moments.
   *
   * @param next what the next page comes after; null at the end
   */
  record Page(List<JsonNode> documents, @Nullable String next) {
    public Page {
      documents = List.copyOf(documents);
    }
  }

  /** All of them, by day. */
  List<Index> indices();

  /**
   * A page of an index.
   *
   * @param after as the page before told it; null for the first
   */
  Page page(Index index, @Nullable String after);

  @Override
  void close();
}
