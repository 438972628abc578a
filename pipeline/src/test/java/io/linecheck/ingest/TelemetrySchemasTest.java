package io.linecheck.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.linecheck.model.CallAttribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schemas in {@code spec} describe what the decoder takes. */
class TelemetrySchemasTest {
  private static final String BASE = "https://schemas.invalid/";

  @ParameterizedTest
  @CsvSource({
    "SOFTPHONE_METRICS, aws-sample-softphonemetrics.json",
    "SOFTPHONE_METRICS, collector-connect-events.json",
    "SOFTPHONE_METRICS, collector-peer-connection.json",
    "SOFTPHONE_METRICS, collector-persistent-connection.json",
    "CALL_REPORT, aws-sample-callreport.json",
    "CALL_REPORT, collector-callreport.json",
    "API_METRICS, aws-sample-apimetrics.json",
    "API_METRICS, collector-apimetrics.json"
  })
  void examplesFit(Route route, String example) throws IOException {
    String body = new String(Ingesting.exampleBytes(example), UTF_8);

    assertThat(schema(route.path()).validate(body, InputFormat.JSON)).isEmpty();
    Ingesting ingesting = new Ingesting();
    assertThat(ingesting.post(route, body).status()).isEqualTo(200);
    assertThat(ingesting.outcomes.unknown).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SOFTPHONE_METRICS|{\"agent\":\"a\",\"softphoneStreamStatistics\":[]}",
        "SOFTPHONE_METRICS|{\"agent\":\"a\",\"contactId\":\"c\"}",
        "SOFTPHONE_METRICS|{\"agent\":\"a\",\"contactId\":\"c\",\"softphoneStreamStatistics\":[{\"timestamp\":1795333685941}]}",
        "SOFTPHONE_METRICS|{\"agent\":\"a\",\"contactId\":\"c\",\"softphoneStreamStatistics\":[{\"softphoneStreamType\":\"audio_input\",\"timestamp\":1795333685941,\"packetsLost\":\"x\"}]}",
        "CALL_REPORT|{\"agent\":\"a\",\"contactId\":\"c\",\"report\":[]}",
        "API_METRICS|{\"API_METRIC\":[]}",
        "API_METRICS|{\"agent\":\"a\",\"API_METRIC\":[{\"time\":1}]}"
      })
  void whatTheDecoderRefusesDoesNotFit(Route route, String body) throws IOException {
    assertThat(schema(route.path()).validate(body, InputFormat.JSON)).isNotEmpty();
    assertThat(new Ingesting().post(route, body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SOFTPHONE_METRICS|{\"agent\":\"a\",\"contactId\":\"c\",\"softphoneStreamStatistics\":[1]}",
        "SOFTPHONE_METRICS|[]",
        "API_METRICS|{\"agent\":\"a\",\"API_METRIC\":[]}"
      })
  void answersFit(Route route, String body) throws IOException {
    Schema answers =
        registry()
            .getSchema(SchemaLocation.of(BASE + "telemetry-common.schema.json#/$defs/answer"));

    String answer = new String(new Ingesting().post(route, body).toJson(), UTF_8);
    assertThat(answers.validate(answer, InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "CONTACT_QUEUE",
    "AGENT_ARN",
    "AGENT_PRIVATE_IP",
    "NUMBER_OF_CPU",
    "CODEC",
    "RELAY_PROTOCOL",
    "SITE",
    "HIERARCHY_L5"
  })
  void headerNamesAreThoseOfTheModel(CallAttribute attribute) throws IOException {
    String common = Files.readString(Ingesting.spec().resolve("telemetry-common.schema.json"));
    assertThat(common).contains("\"" + attribute.fieldName() + "\": {");
  }

  private static Schema schema(String route) throws IOException {
    return registry().getSchema(SchemaLocation.of(BASE + "telemetry-" + route + ".schema.json"));
  }

  private static SchemaRegistry registry() throws IOException {
    Map<String, String> schemas = new HashMap<>();
    try (Stream<Path> files = Files.list(Ingesting.spec())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".schema.json")).toList()) {
        schemas.put(BASE + file.getFileName(), Files.readString(file));
      }
    }
    return SchemaRegistry.withDefaultDialect(
        SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas));
  }
}
