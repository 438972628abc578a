package io.linecheck.testkit;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.T0;
import static io.linecheck.testkit.Telemetry.at;
import static io.linecheck.testkit.Telemetry.lost;
import static io.linecheck.testkit.Telemetry.received;
import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallKey;
import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.AggregateAnswer;
import io.linecheck.query.AggregateQuestion;
import io.linecheck.query.FacetQuestion;
import io.linecheck.query.FacetValue;
import io.linecheck.query.Filter;
import io.linecheck.query.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One person's data can be removed, and older data stop telling who and where people were. */
abstract class PersonalDataContract extends ContractGroup {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String ARN = "arn:aws:connect:eu-west-2:1:instance/i1/agent/a-1";
  private static final TimeRange WHOLE_DAYS =
      new TimeRange(T0.minus(DAY.multipliedBy(2)), T0.plus(DAY.multipliedBy(9)));

  PersonalDataContract(Opener opener) {
    super(opener);
  }

  @Test
  void ofAnErasedAgentNothingIsLeftAndOfOthersEverything() {
    write(everything("c1", "ada", T0));
    write(everything("c1", "bob", T0.plusSeconds(30)));
    write(everything("c2", "ada", T0.plus(DAY)));
    write(Telemetry.ofAgent("ada").apiMetric("getConfig", at(5), 10));
    awaitAll(3, 1);

    assertThat(store().personalData().erase("ada").rows())
        .containsEntry(Dataset.SAMPLES, 20L)
        .containsEntry(Dataset.WINDOWS, 2L)
        .containsEntry(Dataset.CALLS, 2L)
        .containsEntry(Dataset.REPORTS, 2L)
        .containsEntry(Dataset.EVENTS, 2L)
        .containsEntry(Dataset.API_METRICS, 3L);

    awaitAll(1, 0);
    assertThat(everythingStored()).doesNotContain("ada").contains("bob");
    assertThat(rolledUpWindows()).isEqualTo(1);
    assertThat(store().call("c2")).isEmpty();
    assertThat(store().call("c1").orElseThrow().parts())
        .singleElement()
        .satisfies(part -> assertThat(part.call()).containsEntry(Fields.AGENT, "bob"));
    assertThat(store().tails(new CallKey("c1", "ada"))).isEmpty();
    assertThat(store().personalData().erase("ada").rows()).isEmpty();

    reopen();
    awaitAll(1, 0);
    assertThat(everythingStored()).doesNotContain("ada").contains("bob");
  }

  @Test
  void anErasedAgentWhoComesBackIsNew() {
    write(everything("c1", "ada", T0));
    awaitAll(1, 0);
    store().personalData().erase("ada");

    assertThat(write(everything("c1", "ada", T0)).duplicates()).isZero();
    awaitAll(1, 0);
  }

  @Test
  void whatIsErasedBeforeItIsDerivedIsNotDerivedLater() {
    for (int call = 0; call < 20; call++) {
      write(everything("c" + call, "ada", T0.plusSeconds(60L * call)));
    }
    store().personalData().erase("ada");
    write(everything("d1", "bob", T0));

    awaitAll(1, 0);
  }

  @Test
  void namesAreErasedAsTheyAreAndNotAsPatternsOrInAnotherCase() {
    write(everything("c1", "a%", T0));
    write(everything("c2", "ab", T0));
    awaitAll(2, 0);

    assertThat(store().personalData().erase("A%").rows()).isEmpty();
    assertThat(store().personalData().erase("x' OR 'a'='a").rows()).isEmpty();
    store().personalData().erase("a%");

    awaitAll(1, 0);
    assertThat(documents(Dataset.CALLS).getFirst()).containsEntry(Fields.AGENT, "ab");
  }

  @Test
  void addressesOfOlderCallsAreShortenedEverywhere() {
    write(everything("c1", "ada", T0));
    write(everything("c2", "ada", T0.plus(DAY)));
    awaitAll(2, 0);

    store().personalData().shortenAddresses(T0.plus(DAY));

    Map<String, Object> older = documents(Dataset.CALLS).getFirst();
    assertThat(older)
        .containsEntry("agentPrivateIp", "10.1.2.0")
        .containsEntry("agentPublicIp", "2001:db8:1::")
        .containsEntry("agentIsp", "Example Net")
        .containsEntry("agentCountry", "GB");
    assertThat(documents(Dataset.SAMPLES).getFirst())
        .containsEntry("agentPrivateIp", "10.1.2.0")
        .containsEntry("agentPublicIp", "2001:db8:1::");
    assertThat(text(documents(Dataset.REPORTS).getFirst().get("report")))
        .contains("10.1.2.0", "198.51.100.0:3478")
        .doesNotContain("10.1.2.3", "198.51.100.7");
    assertThat(text(documents(Dataset.EVENTS).getFirst().get("data")))
        .contains("10.1.2.0")
        .doesNotContain("10.1.2.3");
    assertThat(documents(Dataset.CALLS).getLast())
        .containsEntry("agentPrivateIp", "10.1.2.3")
        .containsEntry("agentPublicIp", "2001:db8:1:2::3");
    assertThat(text(documents(Dataset.REPORTS).getLast().get("report"))).contains("10.1.2.3");

    store().personalData().shortenAddresses(T0.plus(DAY).plusMillis(1));
    assertThat(everythingStored()).doesNotContain("10.1.2.3", "2001:db8:1:2", "198.51.100.7");
  }

  @Test
  void shortAddressesStayWhenMoreOfTheCallArrives() {
    write(everything("c1", "ada", T0));
    awaitAll(1, 0);
    store().personalData().shortenAddresses(T0.plus(DAY));

    write(attributes("c1", "ada", T0).event("ended", T0.plusSeconds(20)));
    await(Dataset.EVENTS, 2);
    store().personalData().shortenAddresses(T0.plus(DAY));

    eventually(() ->
        assertThat(documents(Dataset.CALLS).getFirst())
            .containsEntry("endTimestamp", T0.plusSeconds(20).toEpochMilli()));
    assertThat(documents(Dataset.CALLS)).hasSize(1);
    store().personalData().shortenAddresses(T0.plus(DAY));
    assertThat(everythingStored()).doesNotContain("10.1.2.3");
  }

  @Test
  void personsOfOlderCallsBecomeNumbersAndCountsStayTrue() {
    write(everything("c1", "ada", T0));
    write(everything("c2", "ada", T0.plusSeconds(60)));
    write(everything("c3", "bob", T0.plusSeconds(120)));
    write(everything("c4", "ada", T0.plus(DAY)));
    awaitAll(4, 0);

    store().personalData().anonymize(T0.plus(DAY));

    List<Map<String, Object>> calls = documents(Dataset.CALLS);
    String ada = String.valueOf(calls.getFirst().get(Fields.AGENT));
    assertThat(ada).matches("\\(person \\d+\\)");
    assertThat(calls.get(1)).containsEntry(Fields.AGENT, ada);
    assertThat(text(calls.get(2).get(Fields.AGENT))).matches("\\(person \\d+\\)").isNotEqualTo(ada);
    assertThat(calls.get(3))
        .containsEntry(Fields.AGENT, "ada")
        .containsEntry("agentArn", ARN)
        .containsEntry("microphone", "ada's headset");
    assertThat(calls.getFirst())
        .containsEntry("contactQueue", "Sales")
        .doesNotContainKeys("agentArn", "microphone", "speaker");
    assertThat(text(documents(Dataset.REPORTS).getFirst().get("report")))
        .contains(ada)
        .doesNotContain("ada", ARN);
    assertThat(documents(Dataset.API_METRICS).getFirst()).containsEntry(Fields.AGENT, ada);
    assertThat(distinctAgents(Dataset.WINDOWS)).isEqualTo(3);
    assertThat(agents()).extracting(FacetValue::count).containsExactlyInAnyOrder(2L, 1L, 1L);
    assertThat(store().call("c1").orElseThrow().parts())
        .singleElement()
        .satisfies(part -> {
          assertThat(part.call()).containsEntry(Fields.AGENT, ada);
          assertThat(part.samples()).hasSize(10);
          assertThat(part.apiMetrics()).isNotEmpty();
        });

    store().personalData().anonymize(T0.plus(DAY.multipliedBy(2)));
    assertThat(documents(Dataset.CALLS))
        .as("the same person keeps the number while anything was stored by name")
        .last()
        .satisfies(call -> assertThat(call).containsEntry(Fields.AGENT, ada));
    assertThat(everythingStored()).doesNotContain("ada", "bob", ARN, "headset");
    assertThat(distinctAgents(Dataset.CALLS)).isEqualTo(2);
  }

  @Test
  void anErasureFindsThePersonBehindTheNumberWhileTheNameIsKnown() {
    write(everything("c1", "ada", T0));
    write(everything("c2", "ada", T0.plus(DAY)));
    write(everything("c3", "bob", T0));
    awaitAll(3, 0);
    store().personalData().anonymize(T0.plus(DAY));

    assertThat(store().personalData().erase("ada").rows()).containsEntry(Dataset.CALLS, 2L);

    awaitAll(1, 0);
  }

  @Test
  void aCallThatIsOnlyPartlyOldIsLeftAsItIs() {
    write(everything("c1", "ada", T0));
    write(attributes("c1", "ada", T0.plusSeconds(10)).queue("Care").event("mute", at(10)));
    await(Dataset.EVENTS, 2);
    await(Dataset.CALLS, 1);

    store().personalData().anonymize(T0.plusSeconds(5));

    assertThat(store().call("c1").orElseThrow().parts()).hasSize(1);
    assertThat(documents(Dataset.CALLS).getFirst()).containsEntry(Fields.AGENT, "ada");
  }

  private static Telemetry everything(String contact, String agent, Instant from) {
    return attributes(contact, agent, from)
        .seconds(AUDIO_INPUT, from, 10, received(49), lost(1))
        .event("iceState", from, "{\"of\":\"" + agent + "\",\"local\":\"10.1.2.3\"}")
        .report(
            from.plusSeconds(9),
            Map.of("talkingTimeMillis", 5.0),
            "{\"talkingTimeMillis\":5,\"user\":\"%s\",\"arn\":\"%s\",\"local\":[\"10.1.2.3\",\"198.51.100.7:3478\"]}"
                .formatted(agent, ARN))
        .apiMetric("getAgentStates", from, 80);
  }

  private static Telemetry attributes(String contact, String agent, Instant from) {
    return Telemetry.of(contact, agent)
        .receivedAt(from)
        .queue("Sales")
        .with(CallAttribute.AGENT_ARN, ARN)
        .with(CallAttribute.AGENT_PRIVATE_IP, "10.1.2.3")
        .with(CallAttribute.AGENT_PUBLIC_IP, "2001:db8:1:2::3")
        .with(CallAttribute.AGENT_ISP, "Example Net")
        .with(CallAttribute.AGENT_COUNTRY, "GB")
        .with(CallAttribute.MICROPHONE, agent + "'s headset")
        .with(CallAttribute.SPEAKER, "headset");
  }

  private void awaitAll(int calls, int moreApiMetrics) {
    await(Dataset.SAMPLES, calls * 10L);
    await(Dataset.WINDOWS, calls);
    await(Dataset.CALLS, calls);
    await(Dataset.EVENTS, calls);
    await(Dataset.REPORTS, calls);
    await(Dataset.API_METRICS, calls + moreApiMetrics);
  }

  private String everythingStored() {
    List<Object> all = new ArrayList<>();
    for (Dataset dataset : Dataset.values()) {
      all.add(documents(dataset));
    }
    return all.toString();
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }

  private List<FacetValue> agents() {
    return store()
        .facets(new FacetQuestion(Dataset.CALLS, ALWAYS, Filter.EVERYTHING, Fields.AGENT, "", 100));
  }

  private long distinctAgents(Dataset dataset) {
    AggregateAnswer answer =
        ask(
            dataset,
            List.of(),
            new Measure.Statistic("agents", Measure.Function.DISTINCT, Fields.AGENT));
    return (Long) answer.rows().getFirst().getFirst();
  }

  private long rolledUpWindows() {
    AggregateAnswer answer =
        store()
            .aggregate(
                new AggregateQuestion(
                    Dataset.WINDOWS,
                    WHOLE_DAYS,
                    Filter.EVERYTHING,
                    List.of(),
                    null,
                    List.of(new Measure.Count("n")),
                    null,
                    1));
    return (Long) answer.rows().getFirst().getFirst();
  }
}
