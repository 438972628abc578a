package io.linecheck.store.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.store.Trouble;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsRefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Signature expired: 20261128T101500Z is now earlier than 20261128T102500Z (20261128T103000Z - 5 min.) | set this machine's clock right
          Signature not yet current: 20261128T103000Z is still later than 20261128T102000Z | set this machine's clock right
          The security token included in the request is expired | renew them where this server has them from
          Credential should be scoped to correct service: 'es' | check opensearch-aws-region and opensearch-aws-service
          User: arn:aws:iam::111122223333:user/ada is not authorized to perform: es:ESHttpPut | give them es:ESHttp* on the domain, in a policy of theirs or in the domain's own
          The security token included in the request is invalid | check the access key, its secret and its session token, where this server has them from
          """)
  void whatAwsSaysIsToldApartByWhatMendsIt(String said, String remedy) {
    for (String name : List.of("message", "Message")) {
      assertThat(AwsRefusal.of(403, Json.object().put(name, said + ". \n'GET'")))
          .hasValueSatisfying(trouble -> {
            assertThat(trouble.effect()).isEqualTo(Trouble.Effect.REFUSED);
            assertThat(trouble.finding()).endsWith("(403): " + said);
            assertThat(trouble.remedy()).isEqualTo(remedy);
          });
    }
  }

  @Test
  void whatOthersRefuseIsNotAws() {
    assertThat(AwsRefusal.of(403, Json.object().put("error", "no permissions"))).isEmpty();
    assertThat(AwsRefusal.of(400, Json.object().put("message", "Signature expired"))).isEmpty();
    assertThat(new Reply(403, Json.object().put("message", "You cannot go in")).failure("no"))
        .hasMessageContaining("this user or key what was asked (403): You cannot go in");
  }
}
