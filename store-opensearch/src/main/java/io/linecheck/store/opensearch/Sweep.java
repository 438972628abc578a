package io.linecheck.store.opensearch;

import io.linecheck.model.Dataset;
import io.linecheck.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Walks over all rows that a query finds and changes them one page after the other. A row that
 * somebody else changed meanwhile is looked at again in another walk. Durable and visible when it
 * returns; may be repeated after it failed half-way.
 */
final class Sweep {
  private static final int PAGE = 1_000;
  private static final String KEPT_OPEN = "2m";

  /** Each walk is over a newer state, so that only a row that changes all the time needs more. */
  private static final int MOST_WALKS = 10;

  private final Cluster cluster;
  private final Indices indices;
  private final Bulk bulk;

  Sweep(Cluster cluster, Indices indices, Bulk bulk) {
    this.cluster = cluster;
    this.indices = indices;
    this.bulk = bulk;
  }

  /** Removes the rows; returns how many. */
  long remove(Dataset dataset, String names, ObjectNode query) {
    return run(dataset, names, query, row -> List.of(row.deleted()));
  }

  /** Changes all rows of a dataset that a query finds; returns how many were changed. */
  long change(Dataset dataset, ObjectNode query, Function<StoredRow, List<BulkOperation>> change) {
    return run(dataset, indices.all(dataset), query, change);
  }

  private long run(
      Dataset dataset,
      String names,
      ObjectNode query,
      Function<StoredRow, List<BulkOperation>> change) {
    long changed = 0;
    for (int walk = 0; walk < MOST_WALKS; walk++) {
      refresh(names);
      Walk done = walk(dataset, names, query, change);
      changed += done.changed();
      if (done.changed() > 0) {
        refresh(names);
      }
      if (done.overtaken() == 0) {
        return changed;
      }
    }
    throw new StoreException(
        StoreException.Cause.UNAVAILABLE,
        "rows of " + names + " change faster than they can be rewritten: try again later");
  }

  private record Walk(long changed, long overtaken) {}

  private Walk walk(
      Dataset dataset,
      String names,
      ObjectNode query,
      Function<StoredRow, List<BulkOperation>> change) {
    ObjectNode search = Json.object().put("size", PAGE).put("seq_no_primary_term", true);
    search.set("query", query);
    search.putArray("sort").add("_doc");
    JsonNode page =
        ask(
            names
                + "/_search?ignore_unavailable=true&allow_partial_search_results=false&scroll="
                + KEPT_OPEN,
            search);
    String scroll = page.path("_scroll_id").asString("");
    cluster.traffic().walkOpened();
    long changed = 0;
    long overtaken = 0;
    try {
      while (!page.path("hits").path("hits").isEmpty()) {
        Walk ofPage = page(dataset, page.path("hits").path("hits"), change);
        changed += ofPage.changed();
        overtaken += ofPage.overtaken();
        page =
            ask("_search/scroll", Json.object().put("scroll", KEPT_OPEN).put("scroll_id", scroll));
        scroll = page.path("_scroll_id").asString("");
      }
    } finally {
      cluster.traffic().walkClosed();
      if (!scroll.isEmpty()) {
        cluster.send("DELETE", "_search/scroll", Json.object().put("scroll_id", scroll));
      }
    }
    return new Walk(changed, overtaken);
  }

  private Walk page(
      Dataset dataset, JsonNode hits, Function<StoredRow, List<BulkOperation>> change) {
    List<BulkOperation> operations = new ArrayList<>();
    long rows = 0;
    for (JsonNode hit : hits) {
      List<BulkOperation> ofRow = change.apply(StoredRow.of(dataset, hit));
      operations.addAll(ofRow);
      rows += ofRow.isEmpty() ? 0 : 1;
    }
    long overtaken = 0;
    List<Bulk.Outcome> outcomes = operations.isEmpty() ? List.of() : bulk.send(operations);
    for (int i = 0; i < outcomes.size(); i++) {
      // A row that is there under its new name already was put there by a try that broke off.
      if (outcomes.get(i) instanceof Bulk.Outcome.Conflict
          && !operations.get(i).action().equals("create")) {
        overtaken++;
      }
    }
    return new Walk(rows - overtaken, overtaken);
  }

  private JsonNode ask(String path, ObjectNode body) {
    return cluster.send("POST", path, body).orThrow(() -> "stored rows cannot be walked over");
  }

  private void refresh(String names) {
    cluster
        .send("POST", names + "/_refresh?ignore_unavailable=true")
        .orThrow(() -> "stored rows cannot be made visible");
  }
}
