package io.linecheck.store.opensearch;

import io.linecheck.store.DocumentStore;
import io.linecheck.store.StoreException;
import io.linecheck.store.StoredDocument;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The numbers that stand for persons whose names are taken out, as long as anything is stored under
 * the name.
 */
final class Persons {
  private static final Pattern TAKEN_OUT = Pattern.compile("\\(person [0-9]+\\)");
  private static final String NUMBERS = DocumentStore.OWN + "persons";
  private static final String LAST = DocumentStore.OWN + "person-number";

  private final DocumentStore documents;

  Persons(DocumentStore documents) {
    this.documents = documents;
  }

  /** Whether this stands for a person whose name is gone. */
  static boolean isTakenOut(String agent) {
    return TAKEN_OUT.matcher(agent).matches();
  }

  /** What stands for the agent, if anything does yet. */
  Optional<String> find(String agent) {
    return documents.find(NUMBERS, agent).map(StoredDocument::json).map(Persons::name);
  }

  /** What stands for the agent from now on. */
  String findOrGive(String agent) {
    return find(agent).orElseGet(() -> give(agent));
  }

  /** The name is known no more; the number is not given again. */
  void forget(String agent) {
    documents.delete(NUMBERS, agent);
  }

  private String give(String agent) {
    String number = Long.toString(nextNumber());
    try {
      documents.put(NUMBERS, agent, number, 0);
      return name(number);
    } catch (StoreException e) {
      if (e.kind() != StoreException.Cause.CONFLICT) {
        throw e;
      }
      // Another node gave one in the same moment.
      return find(agent).orElseThrow(() -> e);
    }
  }

  private long nextNumber() {
    while (true) {
      Optional<StoredDocument> last = documents.find(LAST, LAST);
      long next = 1 + last.map(document -> Long.parseLong(document.json())).orElse(0L);
      try {
        documents.put(
            LAST, LAST, Long.toString(next), last.map(StoredDocument::version).orElse(0L));
        return next;
      } catch (StoreException e) {
        if (e.kind() != StoreException.Cause.CONFLICT) {
          throw e;
        }
      }
    }
  }

  private static String name(String number) {
    return "(person " + number + ")";
  }
}
