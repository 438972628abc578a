package io.linecheck.query;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of documents.
 *
 * @param documents field name to value, in catalogue order, absent fields left out; {@code
 *     timestamp} as epoch milliseconds Beside these a report has {@code report}, all that Connect
 *     reported, and an API metric its time under the method's own name, as documents of the AWS
 *     sample have
 * @param cursor for the next page; absent when this was the last
 * @param total how many documents match in all
 */
public record SearchAnswer(
    List<Map<String, Object>> documents, @Nullable String cursor, long total) {}
