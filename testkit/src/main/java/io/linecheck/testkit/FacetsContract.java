package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.Dataset;
import io.linecheck.model.TimeRange;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.Filter;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class FacetsContract extends ContractGroup {
  FacetsContract(Opener opener) {
    super(opener);
  }

  @BeforeEach
  void fill() {
    write(call("c1", "Sales", "8").seconds(AUDIO_INPUT, at(0), 2));
    write(call("c2", "Support", "8").seconds(AUDIO_INPUT, at(0), 3));
    write(call("c3", "sales EMEA", "4.5").seconds(AUDIO_INPUT, at(0), 2));
    write(Telemetry.of("c4", "ada").seconds(AUDIO_INPUT, at(0), 9));
    await(Dataset.SAMPLES, 16);
  }

  @Test
  void valuesComeByFrequencyThenByName() {
    assertThat(facets("contactQueue", "", 10))
        .containsExactly(
            new FacetValue("Support", 3),
            new FacetValue("Sales", 2),
            new FacetValue("sales EMEA", 2));
    assertThat(facets("contactQueue", "", 1)).containsExactly(new FacetValue("Support", 3));
  }

  @Test
  void aPrefixMayBeInAnyCaseAndHasNoWildcards() {
    assertThat(facets("contactQueue", "SALES", 10))
        .containsExactly(new FacetValue("Sales", 2), new FacetValue("sales EMEA", 2));
    assertThat(facets("contactQueue", "%", 10)).isEmpty();
  }

  @Test
  void numbersReadAsPeopleWriteThem() {
    assertThat(facets("numberofCpu", "", 10))
        .containsExactly(new FacetValue("8", 5), new FacetValue("4.5", 2));
  }

  @Test
  void rangeAndFilterApply() {
    assertThat(
            store()
                .facets(
                    new FacetQuestion(
                        Dataset.SAMPLES,
                        new TimeRange(at(1), at(60)),
                        new Filter.Contains("contactQueue", "s"),
                        "contactId",
                        "",
                        10)))
        .containsExactly(new FacetValue("c2", 2), new FacetValue("c1", 1), new FacetValue("c3", 1));
  }

  @Test
  void anUnknownOrUnfitFieldIsRefused() {
    assertBadQuestion(() -> facets("contactQueu", "", 10), "'contactQueu'", "contactQueue");
    assertBadQuestion(() -> facets("timestamp", "", 10), "'timestamp'", "time");
  }

  private List<FacetValue> facets(String field, String prefix, int limit) {
    return store()
        .facets(
            new FacetQuestion(Dataset.SAMPLES, ALWAYS, Filter.EVERYTHING, field, prefix, limit));
  }

  private static Telemetry call(String contact, String queue, String processors) {
    return Telemetry.of(contact, "ada").queue(queue).with(CallAttribute.NUMBER_OF_CPU, processors);
  }
}
