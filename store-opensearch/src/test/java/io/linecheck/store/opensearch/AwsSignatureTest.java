package io.linecheck.store.opensearch;

import static io.linecheck.model.StreamType.AUDIO_INPUT;
import static io.linecheck.testkit.Telemetry.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.linecheck.model.Dataset;
import io.linecheck.model.Fields;
import io.linecheck.model.TimeRange;
import io.linecheck.query.Filter;
import io.linecheck.query.SearchQuestion;
import io.linecheck.store.StoreException;
import io.linecheck.store.Trouble;
import io.linecheck.store.opensearch.OpenSearchConfig.Connection;
import io.linecheck.store.opensearch.OpenSearchConfig.Credentials;
import io.linecheck.store.opensearch.OpenSearchConfig.Layout;
import io.linecheck.store.opensearch.SignedRequest.Scope;
import io.linecheck.testkit.SettableClock;
import io.linecheck.testkit.Telemetry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cluster behind AWS's own door takes what is signed, and says what is wrong with the rest. */
@ExtendWith(OpenSearchCluster.class)
class AwsSignatureTest {
  private static final TimeRange HOUR = new TimeRange(at(-1800), at(1800));

  @TempDir private static Path folder = Path.of("");

  private static AwsDomain domain;

  @BeforeAll
  static void guard() throws IOException {
    domain = AwsDomain.before(OpenSearchCluster.running().nodes().urls().getFirst());
  }

  @AfterAll
  static void end() {
    domain.close();
  }

  /** Of all sources, only what a test names: not the instance, nor whose machine it is. */
  @BeforeEach
  void withoutCredentials() {
    System.setProperty("aws.disableEc2Metadata", "true");
    System.setProperty("aws.configFile", folder.resolve("none").toString());
    System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
  }

  @AfterEach
  void forget() {
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("aws."))
        .forEach(System::clearProperty);
  }

  /** From AWS's test suite for Signature Version 4, which the comparison has to agree with. */
  @ParameterizedTest
  @CsvSource({
    "'', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    "Param2=value2&Param1=value1, b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
  })
  void whatIsComparedWithIsWhatAwsPublished(String query, String signature) {
    SignedRequest request =
        new SignedRequest(
            "GET",
            "/",
            query,
            Map.of("host", "example.amazonaws.com", "x-amz-date", "20150830T123600Z"),
            SignedRequest.hash(new byte[0]));
    Scope scope = new Scope("20150830", "us-east-1", "service", List.of("host", "x-amz-date"));

    assertThat(request.signature(AwsDomain.SECRET, scope)).isEqualTo(signature);
  }

  @Test
  void aStoreWorksWithTheRoleOfItsContainer() {
    System.setProperty("aws.containerCredentialsFullUri", domain.roleUrl().toString());

    try (OpenSearchStore store = open(AwsDomain.REGION)) {
      assertThat(
              store
                  .write(Telemetry.of("c1", "ada").seconds(AUDIO_INPUT, at(0), 10).batch())
                  .accepted())
          .isEqualTo(10);
      assertThat(samples(store)).isEqualTo(10);
      assertThat(store.health().writable()).isTrue();
      assertThat(store.troubles())
          .extracting(Trouble::effect)
          .doesNotContain(Trouble.Effect.REFUSED);
    }

    assertThat(domain.passed())
        .filteredOn(request -> request.startsWith(AwsDomain.ROLE_ACCESS_KEY))
        .anyMatch(request -> request.contains("PUT /_index_template/aws-"))
        .anyMatch(request -> request.contains("/_bulk?wait_for_active_shards=1&timeout=5s"))
        .anyMatch(request -> request.contains("aws-softphonestreamstats-*,aws-linecheck-window-*"));
  }

  @Test
  void theRoleOfAServiceAccountIsTakenOn() throws IOException {
    System.setProperty(
        "aws.webIdentityTokenFile",
        Files.writeString(folder.resolve("token"), AwsDomain.WEB_IDENTITY).toString());
    System.setProperty("aws.roleArn", "arn:aws:iam::111122223333:role/linecheck");
    System.setProperty("aws.region", AwsDomain.REGION);
    System.setProperty("aws.endpointUrlSts", domain.url().toString());

    try (OpenSearchStore store = open(AwsDomain.REGION)) {
      assertThat(store.health().writable()).isTrue();
    }
  }

  @Test
  void credentialsAreAskedForWithEachRequest() {
    key(AwsDomain.SECRET);
    try (OpenSearchStore store = open(AwsDomain.REGION)) {
      key("another");
      assertThat(store.troubles())
          .singleElement()
          .satisfies(trouble -> {
            assertThat(trouble.effect()).isEqualTo(Trouble.Effect.REFUSED);
            assertThat(trouble.finding())
                .endsWith(
                    "AWS refuses what is asked with this server's credentials (403): The request"
                        + " signature we calculated does not match the signature you provided");
            assertThat(trouble.remedy()).startsWith("check the access key, its secret");
          });
      assertThat(store.health().writable()).isFalse();

      key(AwsDomain.SECRET);
      assertThat(store.health().writable()).isTrue();
    }
  }

  @Test
  void aWrongSecretIsSaidSo() {
    key("another");

    assertRefused(AwsDomain.REGION, "The request signature we calculated", "check the access key");
  }

  @Test
  void aRoleThatAwsDoesNotKnowIsSaidSo() {
    System.setProperty("aws.sessionToken", AwsDomain.TOKEN + "x");
    key(AwsDomain.SECRET);

    assertRefused(
        AwsDomain.REGION, "The security token included in the request is invalid", "check the");
  }

  @Test
  void anotherRegionIsSaidSo() {
    key(AwsDomain.SECRET);

    assertRefused(
        "us-east-1",
        "Credential should be scoped to a valid region, not 'us-east-1': check"
            + " opensearch-aws-region and opensearch-aws-service");
  }

  @Test
  void missingCredentialsAreSaidSo() throws IOException {
    Path others =
        Files.writeString(
            folder.resolve("credentials"),
            """
            [other]
            aws_access_key_id = %s
            aws_secret_access_key = %s
            """
                .formatted(AwsDomain.ACCESS_KEY, AwsDomain.SECRET));
    System.setProperty("aws.sharedCredentialsFile", others.toString());

    assertRefused(
        AwsDomain.REGION,
        "no AWS credentials are found to sign requests with",
        "give this machine, container or pod a role");
  }

  @Test
  void aClusterThatWantsSignedRequestsIsSaidSo() {
    assertRefused(
        new Credentials.None(),
        "User: anonymous is not authorized to perform: es:ESHttpGet",
        "name the domain's region in opensearch-aws-region");
  }

  private static void key(String secret) {
    System.setProperty("aws.accessKeyId", AwsDomain.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", secret);
  }

  private static long samples(OpenSearchStore store) {
    OpenSearchCluster.running().cluster().send("POST", "aws-*/_refresh");
    return store
        .search(
            new SearchQuestion(
                Dataset.SAMPLES, HOUR, Filter.EVERYTHING, Fields.TIMESTAMP, false, 1, null))
        .total();
  }

  private static OpenSearchStore open(String region) {
    return OpenSearchStore.open(config(new Credentials.Aws(region, "es")));
  }

  private static OpenSearchConfig config(Credentials credentials) {
    OpenSearchConfig nearly =
        OpenSearchCluster.running().config(folder, new SettableClock(at(3600)));
    return nearly
        .with(
            new Connection(
                List.of(domain.url()),
                credentials,
                Optional.empty(),
                nearly.connection().timeout()))
        .with(new Layout("aws-", 1, 0, Duration.ofMillis(200), true));
  }

  private static void assertRefused(String region, String... words) {
    assertRefused(new Credentials.Aws(region, "es"), words);
  }

  private static void assertRefused(Credentials credentials, String... words) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> OpenSearchStore.open(config(credentials)).close())
        .withMessageContainingAll(words)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(StoreException.Cause.UNAVAILABLE))
        .satisfies(e -> assertThat(e.trouble()).isPresent())
        .satisfies(AwsSignatureTest::assertNoSecret);
  }

  /** Nor in what causes it, which a log has at its most talkative. */
  private static void assertNoSecret(Throwable e) {
    StringWriter all = new StringWriter();
    e.printStackTrace(new PrintWriter(all));
    assertThat(all.toString()).doesNotContain(AwsDomain.SECRET, AwsDomain.TOKEN);
  }
}
