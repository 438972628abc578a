package io.linecheck.server.ledger;

import io.linecheck.server.identity.LocalAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** What a server says of itself. */
final class ServerHealth {
  private ServerHealth() {}

  static String of(URI server, Path data) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(server.resolve("api/v1/health"))
                  .header("Authorization", "Bearer " + LocalAccess.of(data).orElseThrow().token())
                  .build(),
              BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }
}
