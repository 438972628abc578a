package io.linecheck.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Documents that Linecheck wrote, as requests that write them once more. */
final class SameDocuments {
  private static final int DOCUMENTS_PER_BULK = 10_000;
  private static final int MOST_BULKS = 30;
  private static final byte[] ACTION = "{\"create\":{}}\n".getBytes(StandardCharsets.UTF_8);

  private SameDocuments() {}

  /** Full requests only, where there are as many documents. */
  static List<BulkClients.Bulk> read(OpenSearchProcess openSearch, String index)
      throws IOException, InterruptedException {
    List<BulkClients.Bulk> bulks = new ArrayList<>();
    JsonNode page =
        openSearch.send(
            "POST",
            index + "/_search?scroll=5m",
            "{\"size\":" + DOCUMENTS_PER_BULK + ",\"sort\":[\"_doc\"]}");
    JsonNode hits = page.path("hits").path("hits");
    while (!hits.isEmpty() && bulks.size() < MOST_BULKS) {
      bulks.add(bulk(hits));
      page =
          openSearch.send(
              "POST",
              "_search/scroll",
              "{\"scroll\":\"5m\",\"scroll_id\":" + page.path("_scroll_id") + "}");
      hits = page.path("hits").path("hits");
      if (hits.size() < DOCUMENTS_PER_BULK) {
        break;
      }
    }
    return bulks;
  }

  private static BulkClients.Bulk bulk(JsonNode hits) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(8 << 20);
    for (JsonNode hit : hits) {
      body.writeBytes(ACTION);
      body.writeBytes(hit.path("_source").toString().getBytes(StandardCharsets.UTF_8));
      body.write('\n');
    }
    return new BulkClients.Bulk(body.toByteArray(), hits.size());
  }
}
