package io.linecheck.store.opensearch;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request as it arrives, and what AWS's public description of Signature Version 4 (IAM User
 * Guide, "Create a signed AWS API request") has it signed with. Nothing of AWS's own code is used.
 *
 * @param path as it was sent
 * @param query as it was sent; empty if there was none
 * @param headers by names in lower case
 * @param bodyHash of the body as it arrived
 */
record SignedRequest(
    String method, String path, String query, Map<String, String> headers, String bodyHash) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** What a key is good for, and which headers it vouches for. */
  record Scope(String day, String region, String service, List<String> signedHeaders) {
    List<String> parts() {
      return List.of(day, region, service, "aws4_request");
    }
  }

  /** The request in the one form that both sides sign. */
  String canonical(List<String> signedHeaders) {
    String lines =
        signedHeaders.stream()
            .map(name -> name + ":" + header(name).strip().replaceAll(" +", " ") + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        method,
        // Services other than S3 have it encoded once more than it is sent.
        Arrays.stream(path.split("/", -1))
            .map(SignedRequest::encoded)
            .collect(Collectors.joining("/")),
        Arrays.stream(query.split("&"))
            .filter(parameter -> !parameter.isEmpty())
            .map(SignedRequest::parameter)
            .sorted()
            .collect(Collectors.joining("&")),
        lines,
        String.join(";", signedHeaders),
        bodyHash);
  }

  String signature(String secret, Scope scope) {
    String toSign =
        String.join(
            "\n",
            ALGORITHM,
            header("x-amz-date"),
            String.join("/", scope.parts()),
            hash(bytes(canonical(scope.signedHeaders()))));
    byte[] key = bytes("AWS4" + secret);
    for (String part : scope.parts()) {
      key = mac(key, part);
    }
    return HexFormat.of().formatHex(mac(key, toSign));
  }

  private String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private static String parameter(String parameter) {
    String[] parts = parameter.split("=", 2);
    String value = parts.length == 1 ? "" : parts[1];
    return encoded(decoded(parts[0])) + "=" + encoded(decoded(value));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** SHA-256, in hexadecimal. */
  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
