package io.linecheck.access;

import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.StreamType;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.CallDetail;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchAnswer;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StreamTail;
import io.linecheck.store.TelemetryReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one reader may see of a store. Every question is narrowed to the scope before the store
 * hears it, so that nothing out of scope is in any number, document, facet or total. A call out of
 * scope is as unknown. A question that names a hidden field is refused.
 *
 * <p>A contact's part is in scope or not as a whole, by the queue and branch that its call has now;
 * its samples and windows, asked for on their own, by those at their time.
 */
public final class ScopedReader implements TelemetryReader {
  private final TelemetryReader reader;
  private final Scope scope;
  private final HiddenFields hidden;

  public ScopedReader(TelemetryReader reader, Scope scope, HiddenFields hidden) {
    this.reader = reader;
    this.scope = scope;
    this.hidden = hidden;
  }

  @Override
  public AggregateAnswer aggregate(AggregateQuestion question) {
    hidden.refuse(
        question.dataset(),
        Stream.concat(
            question.groupBy().stream(),
            Stream.concat(
                Filter.fields(question.filter()),
                question.measures().stream().flatMap(measure -> measure.fields()))));
    return reader.aggregate(
        new AggregateQuestion(
            question.dataset(),
            question.range(),
            narrowed(question.dataset(), question.filter()),
            question.groupBy(),
            question.interval(),
            question.measures(),
            question.order(),
            question.limit()));
  }

  @Override
  public SearchAnswer search(SearchQuestion question) {
    hidden.refuse(
        question.dataset(),
        Stream.concat(Stream.of(question.sortField()), Filter.fields(question.filter())));
    SearchAnswer answer =
        reader.search(
            new SearchQuestion(
                question.dataset(),
                question.range(),
                narrowed(question.dataset(), question.filter()),
                question.sortField(),
                question.descending(),
                question.limit(),
                question.cursor()));
    return new SearchAnswer(hidden.without(answer.documents()), answer.cursor(), answer.total());
  }

  @Override
  public List<FacetValue> facets(FacetQuestion question) {
    hidden.refuse(
        question.dataset(),
        Stream.concat(Stream.of(question.field()), Filter.fields(question.filter())));
    return reader.facets(
        new FacetQuestion(
            question.dataset(),
            question.range(),
            narrowed(question.dataset(), question.filter()),
            question.field(),
            question.prefix(),
            question.limit()));
  }

  @Override
  public Optional<CallDetail> call(String contactId) {
    return reader
        .call(contactId)
        .map(found ->
            new CallDetail(
                found.contactId(),
                found.parts().stream().filter(this::inScope).map(this::shown).toList()))
        .filter(detail -> !detail.parts().isEmpty());
  }

  @Override
  public Map<StreamType, StreamTail> tails(CallKey call) {
    boolean visible =
        scope instanceof Scope.Everything
            || call(call.contactId()).stream()
                .flatMap(detail -> detail.parts().stream())
                .anyMatch(part -> call.agent().equals(part.call().get(Fields.AGENT)));
    return visible ? reader.tails(call) : Map.of();
  }

  private Filter narrowed(Dataset dataset, Filter asked) {
    return scope instanceof Scope.Everything
        ? asked
        : new Filter.All(List.of(ScopeFilter.of(scope, dataset), asked));
  }

  private boolean inScope(CallDetail.Part part) {
    return ScopeFilter.matches(ScopeFilter.of(scope, Dataset.CALLS), part.call());
  }

  private CallDetail.Part shown(CallDetail.Part part) {
    return new CallDetail.Part(
        hidden.without(part.call()),
        hidden.without(part.samples()),
        hidden.without(part.windows()),
        hidden.without(part.events()),
        hidden.without(part.reports()),
        hidden.without(part.apiMetrics()));
  }
}
