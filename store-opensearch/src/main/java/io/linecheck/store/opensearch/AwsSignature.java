package io.linecheck.store.opensearch;

import io.linecheck.store.StoreException;
import io.linecheck.store.Trouble;
import io.linecheck.store.Trouble.Effect;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Signs requests as AWS wants it (Signature Version 4), with the credentials that this machine, its
 * container or its environment has. They are asked for anew for each request, since those of a role
 * last for hours; their source keeps them until then.
 *
 * <p>Only this class knows AWS's SDK, so that nobody else has its classes in memory.
 */
final class AwsSignature implements Authorization {
  /** The HTTP client sends it by itself, as it is signed, and lets nobody else set it. */
  private static final String HOST = "Host";

  private static final Logger LOG = LoggerFactory.getLogger(AwsSignature.class);

  private final String region;
  private final String service;
  private final DefaultCredentialsProvider source = DefaultCredentialsProvider.builder().build();
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /**
   * Whether there were none the last time: each source has its say once, and not with every
   * request.
   */
  private final AtomicBoolean missing = new AtomicBoolean();

  /**
   * @param service as AWS names it in signatures
   */
  AwsSignature(String region, String service) {
    this.region = region;
    this.service = service;
  }

  @Override
  public Map<String, String> headers(HttpRequest request, byte[] body) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .uri(request.uri());
    request.headers().map().forEach(unsigned::putHeader);
    AwsCredentials credentials = credentials();
    SdkHttpRequest signed =
        signer
            .sign(to ->
                to.identity(credentials)
                    .request(unsigned.build())
                    .payload(ContentStreamProvider.fromByteArrayUnsafe(body))
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service))
            .request();
    Map<String, String> added = new HashMap<>();
    signed.forEachHeader((name, values) -> {
      if (!name.equalsIgnoreCase(HOST) && request.headers().firstValue(name).isEmpty()) {
        added.put(name, values.getFirst());
      }
    });
    return added;
  }

  private AwsCredentials credentials() {
    try {
      AwsCredentials found = source.resolveCredentials();
      missing.set(false);
      return found;
    } catch (RuntimeException e) { // What a source of the chain throws is its own affair.
      if (!missing.getAndSet(true)) {
        LOG.warn("where AWS credentials were looked for: {}", e.getMessage());
      }
      throw new StoreException(
          StoreException.Cause.UNAVAILABLE,
          new Trouble(
              Effect.REFUSED,
              "no AWS credentials are found to sign requests with",
              "give this machine, container or pod a role, or the server AWS_ACCESS_KEY_ID with"
                  + " AWS_SECRET_ACCESS_KEY, or a profile that it can read; the log says where they"
                  + " were looked for"),
          e);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
