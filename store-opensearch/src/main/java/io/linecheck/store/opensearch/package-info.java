/**
 * Telemetry in an OpenSearch cluster: for those who have outgrown one machine, or have a cluster
 * already. Batches, questions and documents go in; HTTP requests to the cluster come out. Nodes
 * share nothing but the cluster.
 *
 * <p>Every row is a document with an id made from its name, so that whatever is written twice is
 * stored once. {@link io.linecheck.store.opensearch.Indices} knows where a row lives and what its
 * fields are called there; the index templates are resources beside this package. Knows nothing of
 * HTTP servers, configuration files or other stores.
 */
@NullMarked
package io.linecheck.store.opensearch;

import org.jspecify.annotations.NullMarked;
