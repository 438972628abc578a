package io.linecheck.store.opensearch;

import io.linecheck.store.opensearch.OpenSearchConfig.Credentials;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What a request says of who sends it. Safe for many threads. */
interface Authorization extends AutoCloseable {
  /**
   * The headers that say it, for this request.
   *
   * @param request with everything else that it will be sent with
   * @param body empty if it has none
   * @throws io.linecheck.store.StoreException {@code UNAVAILABLE} if that cannot be said now
   */
  Map<String, String> headers(HttpRequest request, byte[] body);

  @Override
  default void close() {}

  static Authorization of(Credentials credentials) {
    return switch (credentials) {
      case Credentials.None _ -> (_, _) -> Map.of();
      case Credentials.Basic(String user, String password) ->
          always(
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
      case Credentials.ApiKey(String key) -> always("ApiKey " + key);
      case Credentials.Aws(String region, String service) -> new AwsSignature(region, service);
    };
  }

  private static Authorization always(String value) {
    Map<String, String> header = Map.of("Authorization", value);
    return (_, _) -> header;
  }
}
