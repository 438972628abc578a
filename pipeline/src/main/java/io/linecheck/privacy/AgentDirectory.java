package io.linecheck.privacy;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoreException;
import java.io.StringWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Which agent a pseudonym stands for. Safe for many threads. */
public final class AgentDirectory {
  private static final String COLLECTION = "agents";
  private static final JsonFactory JSON = new JsonFactory();

  /** Who comes back after so many others is told to the store again, which does no harm. */
  private static final int MOST_REMEMBERED = 100_000;

  private final DocumentStore documents;
  private final Set<String> remembered =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > MOST_REMEMBERED;
                }
              }));

  public AgentDirectory(DocumentStore documents) {
    this.documents = documents;
  }

  /** Durable when it returns; costs nothing for an agent who was added before. */
  void add(String pseudonym, String agent) {
    if (remembered.contains(pseudonym)) {
      return;
    }
    try {
      documents.put(COLLECTION, pseudonym, json(agent), 0);
    } catch (StoreException e) {
      if (e.kind() != StoreException.Cause.CONFLICT) {
        throw e;
      }
    }
    remembered.add(pseudonym);
  }

  /** The agent, if the pseudonym was ever given to one who was not erased since. */
  public Optional<String> find(String pseudonym) {
    return documents.find(COLLECTION, pseudonym).map(document -> agent(document.json()));
  }

  boolean remove(String pseudonym) {
    remembered.remove(pseudonym);
    return documents.delete(COLLECTION, pseudonym);
  }

  private static String json(String agent) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeString(agent);
    }
    return text.toString();
  }

  private static String agent(String json) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return parser.getString();
    }
  }
}
