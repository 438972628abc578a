package io.linecheck.store;

import io.linecheck.model.Dataset;
import java.util.Map;

/** What a document shows beside the catalogue's fields, and JSON texts as what they say. */
public final class DocumentForm {
  /** All that Connect reported; no field of the catalogue. */
  public static final String REPORT = "report";

  private static final String EVENT_DATA = "data";

  private DocumentForm() {}

  /** Brings a document with its fields, and a report's whole text, into the form answers have. */
  public static void complete(Dataset dataset, Map<String, Object> document) {
    switch (dataset) {
      case REPORTS -> parse(document, REPORT);
      case EVENTS -> parse(document, EVENT_DATA);
      case API_METRICS -> nameTheTime(document);
      case SAMPLES, WINDOWS, CALLS -> {}
    }
  }

  /** The AWS sample has an API metric's time under the method's own name. */
  private static void nameTheTime(Map<String, Object> document) {
    Object time = document.get("time");
    if (document.get("name") instanceof String name && time != null) {
      document.putIfAbsent(name, time);
    }
  }

  private static void parse(Map<String, Object> document, String name) {
    if (document.get(name) instanceof String text) {
      Object parsed = JsonValues.parse(text);
      document.put(name, parsed == null ? text : parsed);
    }
  }
}
