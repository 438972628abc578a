package io.linecheck.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.model.ApiMetric;
import io.linecheck.model.CallAttribute;
import io.linecheck.model.CallContext;
import io.linecheck.model.CallEvent;
import io.linecheck.model.CallKey;
import io.linecheck.model.CallReport;
import io.linecheck.model.SampleBlock;
import io.linecheck.store.PlainDocuments;
import io.linecheck.store.Rejection;
import io.linecheck.store.TelemetryBatch;
import io.linecheck.store.WriteReceipt;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PseudonymousWriterTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
  private static final String ARN = "arn:aws:connect:eu-west-2:1:instance/i1/agent/0a1b-2c3d";

  private final PlainDocuments documents = new PlainDocuments();
  private final AgentDirectory directory = new AgentDirectory(documents);
  private final Pseudonyms pseudonyms = Pseudonyms.of(documents, new SecureRandom());
  private final String ada = pseudonyms.of("Ada.L");
  private final List<TelemetryBatch> written = new ArrayList<>();
  private final List<CallKey> tailsAsked = new ArrayList<>();
  private final PseudonymousWriter writer =
      new PseudonymousWriter(
          batch -> {
            assertThat(directory.find(batch.agent())).as("known before it is stored").isPresent();
            written.add(batch);
            return new WriteReceipt(1, 0, List.of(), false);
          },
          call -> {
            tailsAsked.add(call);
            return Map.of();
          },
          pseudonyms,
          directory);

  @Test
  void nothingOfTheBatchNamesTheAgent() {
    writer.write(batch("Ada.L"));

    TelemetryBatch batch = written.getFirst();
    assertThat(batch.agent()).isEqualTo(ada);
    assertThat(batch.toString()).doesNotContainIgnoringCase("ada.l").doesNotContain("0a1b-2c3d");
    assertThat(batch.context().attributes())
        .containsEntry(
            CallAttribute.AGENT_ARN, "arn:aws:connect:eu-west-2:1:instance/i1/agent/" + ada)
        .containsEntry(CallAttribute.MICROPHONE, ada + "'s headset")
        .containsEntry(CallAttribute.CONTACT_QUEUE, "Sales");
    assertThat(batch.reports().getFirst().reportJson())
        .isEqualTo("{\"user\":\"" + ada + "\",\"talkingTimeMillis\":5}");
    assertThat(batch.reports().getFirst().values())
        .containsEntry("talkingTimeMillis", 5.0)
        .containsEntry("who", ada);
    assertThat(batch.events().getFirst().dataJson()).isEqualTo("{\"by\":\"" + ada + "\"}");
    assertThat(batch.apiMetrics().getFirst().errorType()).isEqualTo("no " + ada);
    assertThat(batch.rejected().getFirst().reason()).isEqualTo("'" + ada + "' is no number");
  }

  @Test
  void theDirectoryLeadsBackAndIsWrittenOnce() {
    writer.write(batch("Ada.L"));
    int puts = documents.puts;
    writer.write(batch("Ada.L"));

    assertThat(directory.find(ada)).contains("Ada.L");
    assertThat(directory.find("agent-0000")).isEmpty();
    assertThat(documents.puts).isEqualTo(puts);
  }

  @Test
  void anAgentKnownFromBeforeIsNoConflict() {
    writer.write(batch("Ada.L"));
    AgentDirectory restarted = new AgentDirectory(documents);
    restarted.add(ada, "Ada.L");

    assertThat(restarted.find(ada)).contains("Ada.L");
  }

  @Test
  void anAgentWhoWasErasedAndComesBackIsKnownAgain() {
    writer.write(batch("Ada.L"));
    assertThat(directory.remove(ada)).isTrue();
    assertThat(directory.find(ada)).isEmpty();

    writer.write(batch("Ada.L"));
    assertThat(directory.find(ada)).contains("Ada.L");
  }

  @Test
  void endsOfStreamsAreAskedByPseudonym() {
    assertThat(writer.tails(new CallKey("c1", "Ada.L"))).isEmpty();

    assertThat(tailsAsked).containsExactly(new CallKey("c1", ada));
  }

  @Test
  void textsOfTheDirectoryAreKeptWhateverTheySay() {
    for (String name : List.of("\"quoted\"", "Zoë \\ 😀", "=cmd()", "a\nb")) {
      directory.add("p " + name, name);
      assertThat(directory.find("p " + name)).contains(name);
    }
  }

  private static TelemetryBatch batch(String agent) {
    return new TelemetryBatch(
        null,
        NOW,
        agent,
        "c1",
        new CallContext(
            Map.of(
                CallAttribute.AGENT_ARN, ARN,
                CallAttribute.CONTACT_QUEUE, "Sales",
                CallAttribute.MICROPHONE, "ada.l's headset")),
        new SampleBlock(0),
        List.of(
            new CallReport(
                NOW,
                Map.of("talkingTimeMillis", 5.0, "who", "ADA.L"),
                "{\"user\":\"0a1b-2c3d\",\"talkingTimeMillis\":5}")),
        List.of(new ApiMetric("getAgent", NOW, 1.0, 200, true, "no Ada.L", false)),
        List.of(new CallEvent("mute", NOW, "{\"by\":\"Ada.L\"}")),
        List.of(new Rejection("x", "'Ada.L' is no number")));
  }
}
