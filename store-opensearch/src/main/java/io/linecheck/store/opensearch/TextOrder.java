package io.linecheck.store.opensearch;

import java.util.PrimitiveIterator;

/** The order that OpenSearch has for keywords: by code point, where Java goes by UTF-16's units. */
final class TextOrder {
  private TextOrder() {}

  static int compare(String a, String b) {
    PrimitiveIterator.OfInt left = a.codePoints().iterator();
    PrimitiveIterator.OfInt right = b.codePoints().iterator();
    while (left.hasNext() && right.hasNext()) {
      int compared = Integer.compare(left.nextInt(), right.nextInt());
      if (compared != 0) {
        return compared;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }
}
