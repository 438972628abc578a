package io.linecheck.store.opensearch;

import io.linecheck.model.Fields;
import io.linecheck.store.StoreException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The indices of a deployment of the AWS sample, read as they lie there.
 *
 * <p>A page goes on after the last call and moment of the page before, so that nothing is kept open
 * in the cluster and reading goes on where it ended, days later too. Points in time, which would
 * freeze an index meanwhile, are unknown to the Elasticsearch and the OpenSearch 1.x that the
 * sample was deployed with; what is written during the reading is a matter of reading again.
 */
public final class SampleIndices implements AutoCloseable {
  private static final List<String> PATTERNS =
      List.of("softphonestreamstats-*", "softphonecallreport-*", "apimetric-*");

  /** Reports have tens of kilobytes: a page stays below the hundred megabytes of an answer. */
  private static final int PAGE = 2_000;

  private final Cluster cluster;
  private final int pageSize;

  /**
   * An index as it is now.
   *
   * @param documents how many there are
   */
  public record Index(String name, long documents) {}

  /**
   * Documents in the order of calls and moments.
   *
   * @param next what the next page comes after; null at the end
   */
  public record Page(List<JsonNode> documents, @Nullable String next) {
    public Page {
      documents = List.copyOf(documents);
    }
  }

  SampleIndices(Cluster cluster, int pageSize) {
    this.cluster = cluster;
    this.pageSize = pageSize;
  }

  public static SampleIndices of(OpenSearchConfig.Connection connection) {
    return new SampleIndices(new Cluster(connection), PAGE);
  }

  /** All of them, by day. */
  public List<Index> all() {
    JsonNode rows =
        cluster
            .send(
                "GET",
                "_cat/indices/" + String.join(",", PATTERNS) + "?format=json&expand_wildcards=open")
            .orThrow(() -> "indices cannot be listed");
    List<Index> all = new ArrayList<>();
    for (JsonNode row : rows) {
      all.add(new Index(row.path("index").asString(), row.path("docs.count").asLong(0)));
    }
    all.sort(Comparator.comparing((Index index) -> day(index.name())).thenComparing(Index::name));
    return all;
  }

  /**
   * A page of an index.
   *
   * @param after as the page before told it; null for the first
   */
  public Page page(String index, @Nullable String after) {
    ObjectNode search = Json.object().put("size", pageSize).put("track_total_hits", false);
    for (String field : order(index)) {
      search.withArray("/sort").addObject().put(field, "asc");
    }
    if (after != null) {
      search.set("search_after", Json.MAPPER.readTree(after));
    }
    JsonNode hits =
        cluster
            .send("POST", index + "/_search?allow_partial_search_results=false", search)
            .orThrow(() -> "index " + index + " cannot be read")
            .path("hits")
            .path("hits");
    return hits.size() < pageSize
        ? new Page(sources(hits, hits.size()), null)
        : fullPage(index, hits);
  }

  @Override
  public void close() {
    cluster.close();
  }

  /**
   * Documents of one call and moment, such as both directions of a second, are not parted: the next
   * page would go on after all of them. Those at the end of a page are left for the next.
   */
  private Page fullPage(String index, JsonNode hits) {
    JsonNode last = hits.path(hits.size() - 1).path("sort");
    int whole = hits.size();
    while (whole > 0 && hits.path(whole - 1).path("sort").equals(last)) {
      whole--;
    }
    if (whole == 0) {
      throw new StoreException(
          StoreException.Cause.BROKEN,
          "index %s cannot be read: more than %d documents have the same %s"
              .formatted(index, hits.size(), String.join(" and ", order(index))));
    }
    return new Page(sources(hits, whole), hits.path(whole - 1).path("sort").toString());
  }

  private static List<JsonNode> sources(JsonNode hits, int count) {
    List<JsonNode> sources = new ArrayList<>(count);
    for (int hit = 0; hit < count; hit++) {
      sources.add(hits.path(hit).path("_source"));
    }
    return sources;
  }

  /** The fields by which an index is walked through, called as they are there. */
  private List<String> order(String index) {
    String whose = index.startsWith("apimetric-") ? Fields.AGENT : Fields.CONTACT_ID;
    JsonNode fields =
        cluster
            .send(
                "GET",
                "%s/_field_caps?fields=%s,%s"
                    .formatted(index, String.join(",", texts(whose)), String.join(",", moments())))
            .orThrow(() -> "the fields of index " + index + " cannot be read")
            .path("fields");
    return List.of(sortable(index, fields, texts(whose)), sortable(index, fields, moments()));
  }

  private static String sortable(String index, JsonNode fields, List<String> names) {
    for (String name : names) {
      for (JsonNode type : fields.path(name)) {
        if (type.path("aggregatable").asBoolean(false)) {
          return name;
        }
      }
    }
    throw new StoreException(
        StoreException.Cause.BROKEN,
        "index %s cannot be read in order: it has no field to sort by, expected one of %s"
            .formatted(index, String.join(", ", names)));
  }

  /** Some deployments have reports at the root, others below {@code doc}. */
  private static List<String> texts(String name) {
    return List.of("doc." + name + ".keyword", name + ".keyword", "doc." + name, name);
  }

  private static List<String> moments() {
    return List.of(
        "doc." + Fields.TIMESTAMP,
        Fields.TIMESTAMP,
        "doc." + Fields.TIMESTAMP + ".keyword",
        Fields.TIMESTAMP + ".keyword");
  }

  private static String day(String index) {
    return index.substring(index.indexOf('-') + 1);
  }
}
