package io.linecheck.store.opensearch;

import io.linecheck.store.RejectionsJson;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.WriteReceipt;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The answers to batches, for those who ask again. */
final class Receipts {
  private final Cluster cluster;
  private final Indices indices;

  Receipts(Cluster cluster, Indices indices) {
    this.cluster = cluster;
    this.indices = indices;
  }

  /** The answer that a batch gets if all of it is new; refused if the batch has one already. */
  BulkOperation presume(TelemetryBatch batch) {
    return BulkOperation.create(
        index(batch),
        id(batch),
        source(new WriteReceipt(batch.items(), 0, batch.rejected(), false)));
  }

  /** Puts the presumed answer right. */
  BulkOperation correct(TelemetryBatch batch, WriteReceipt receipt) {
    return BulkOperation.index(index(batch), id(batch), source(receipt));
  }

  Optional<WriteReceipt> stored(TelemetryBatch batch) {
    Reply reply = cluster.send("GET", index(batch) + "/_doc/" + id(batch));
    if (reply.status() == Reply.NOT_FOUND) {
      return Optional.empty();
    }
    JsonNode source = reply.orThrow(() -> "a batch's answer cannot be read").path("_source");
    @Nullable String rejected = source.has("rejected") ? source.path("rejected").asString() : null;
    return Optional.of(
        new WriteReceipt(
            source.path("accepted").asInt(),
            source.path("duplicates").asInt(),
            RejectionsJson.read(rejected),
            true));
  }

  /** By what the batch brought, which is the same whenever and wherever it comes again. */
  private String index(TelemetryBatch batch) {
    return indices.batches(batch.moments().min().orElse(batch.receivedAt().toEpochMilli()));
  }

  private static String id(TelemetryBatch batch) {
    return Objects.requireNonNull(batch.batchId()).toString();
  }

  private static String source(WriteReceipt receipt) {
    ObjectNode source =
        Json.object().put("accepted", receipt.accepted()).put("duplicates", receipt.duplicates());
    String rejected = RejectionsJson.write(receipt.rejected());
    if (rejected != null) {
      source.put("rejected", rejected);
    }
    return Json.MAPPER.writeValueAsString(source);
  }
}
