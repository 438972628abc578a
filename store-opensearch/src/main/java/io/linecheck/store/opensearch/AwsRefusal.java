package io.linecheck.store.opensearch;

import io.linecheck.store.Trouble;
import io.linecheck.store.Trouble.Effect;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Refusals of AWS, which stands before the nodes of its clusters and answers in another form than
 * they do; told apart by what mends them.
 */
final class AwsRefusal {
  private record Remedy(String words, String text) {}

  private static final String CLOCK = "set this machine's clock right";
  private static final String KEY =
      "check the access key, its secret and its session token, where this server has them from";

  /** By the first that has its words in the answer. */
  private static final List<Remedy> REMEDIES =
      List.of(
          new Remedy(
              "User: anonymous is not authorized",
              "it wants signed requests: name the domain's region in opensearch-aws-region"),
          new Remedy(
              "is not authorized to perform",
              "give them es:ESHttp* on the domain, in a policy of theirs or in the domain's own"),
          new Remedy(
              "Credential should be scoped to",
              "check opensearch-aws-region and opensearch-aws-service"),
          new Remedy("Signature expired", CLOCK),
          new Remedy("Signature not yet current", CLOCK),
          new Remedy(
              "security token included in the request is expired",
              "renew them where this server has them from"),
          new Remedy("security token included in the request", KEY),
          new Remedy("request signature we calculated", KEY));

  private AwsRefusal() {}

  /**
   * Empty for what is no refusal, or none of AWS's.
   *
   * @param body of the answer
   */
  static Optional<Trouble> of(int status, JsonNode body) {
    JsonNode message = body.has("Message") ? body.path("Message") : body.path("message");
    String said = firstSentence(message.asString(""));
    return REMEDIES.stream()
        .filter(remedy -> status == Reply.FORBIDDEN && said.contains(remedy.words()))
        .findFirst()
        .map(remedy ->
            new Trouble(
                Effect.REFUSED,
                "AWS refuses what is asked with this server's credentials (403): "
                    + Refusal.shortened(said),
                remedy.text()));
  }

  /** What follows, if a signature does not fit, is the request itself with its session token. */
  private static String firstSentence(String message) {
    String line = message.lines().findFirst().orElse("").strip();
    int end = line.indexOf(". ");
    String sentence = end < 0 ? line : line.substring(0, end);
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
