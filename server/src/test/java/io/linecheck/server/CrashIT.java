package io.linecheck.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.linecheck.server.identity.LocalAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there once after SIGKILL, however often. */
class CrashIT {
  private static final int ROUNDS = 4;
  private static final int SENDERS = 6;
  private static final int SECONDS_PER_BODY = 5;
  private static final int BODY = 2 * SECONDS_PER_BODY;
  private static final int MOST_GROUPS = 1000;
  private static final Pattern ROW = Pattern.compile("\\[\"(contact-\\d+)\",(\\d+)]");

  @TempDir Path data = Path.of("");

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger contacts = new AtomicInteger();

  /** Contact to how many samples the server said it has. */
  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();

  private final Set<String> inTheAir = ConcurrentHashMap.newKeySet();
  private final long start = System.currentTimeMillis() - 1_800_000;

  @Test
  @Timeout(300)
  void acknowledgedSamplesSurviveSigkillOnce() throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      int before = acknowledged.size();
      int enough = before + 50 * round;
      ServerProcess server = ServerProcess.start(data);
      List<Thread> senders = startSenders(server.url());
      Awaiting.until(() -> acknowledged.size() >= enough);
      server.kill();
      for (Thread sender : senders) {
        sender.join();
      }
      assertThat(acknowledged.size()).isGreaterThanOrEqualTo(enough);
    }

    ServerProcess survivor = ServerProcess.start(data);
    try {
      Map<String, Long> stored = stored(survivor.url(), List.copyOf(acknowledged.keySet()));
      acknowledged.forEach((contact, told) ->
          assertThat(stored.getOrDefault(contact, 0L))
              .as(contact)
              .isIn(
                  inTheAir.contains(contact)
                      ? List.of((long) told, (long) told + BODY)
                      : List.of((long) told)));
      sendingAgainAddsNothing(survivor.url());
    } finally {
      survivor.terminate();
    }
  }

  private void sendingAgainAddsNothing(URI url) throws Exception {
    String contact = acknowledged.keySet().iterator().next();
    assertThat(post(url, "ingest/softphonemetrics", body(contact, 0)).body())
        .isEqualTo("{\"accepted\":0,\"duplicates\":%d,\"rejected\":[]}".formatted(BODY));
  }

  /** Each sends body after body, several to a call, until the server is gone. */
  private List<Thread> startSenders(URI url) {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      senders.add(Thread.ofPlatform().start(() -> send(url)));
    }
    return senders;
  }

  private void send(URI url) {
    String contact = "";
    try {
      while (true) {
        contact = "contact-" + contacts.incrementAndGet();
        for (int part = 0; part < 3; part++) {
          HttpResponse<String> answer = post(url, "ingest/softphonemetrics", body(contact, part));
          if (answer.statusCode() == 200) {
            acknowledged.merge(contact, BODY, Integer::sum);
          }
        }
      }
    } catch (IOException e) {
      // The server is gone: the body in the air may be stored or not, as a whole.
      inTheAir.add(contact);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String body(String contact, int part) {
    return SampleBodies.call(contact, start + 1000L * part * SECONDS_PER_BODY, SECONDS_PER_BODY);
  }

  /** Contact to its number of samples, as the API counts them. */
  private Map<String, Long> stored(URI url, List<String> contactIds) throws Exception {
    Map<String, Long> counts = new HashMap<>();
    for (int i = 0; i < contactIds.size(); i += MOST_GROUPS) {
      List<String> some = contactIds.subList(i, Math.min(contactIds.size(), i + MOST_GROUPS));
      HttpResponse<String> answer =
          post(
              url,
              "api/v1/query",
              """
              {"dataset":"samples","from":%d,"to":%d,"limit":%d,"groupBy":["contactId"],
               "filter":{"field":"contactId","in":["%s"]},"measures":[{"as":"n","count":true}]}\
              """
                  .formatted(
                      start - 1000, start + 3_600_000, MOST_GROUPS, String.join("\",\"", some)));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      Matcher row = ROW.matcher(answer.body());
      while (row.find()) {
        counts.put(row.group(1), Long.parseLong(row.group(2)));
      }
    }
    return counts;
  }

  private HttpResponse<String> post(URI url, String path, String json)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(url.resolve(path))
            .header("Authorization", "Bearer " + LocalAccess.of(data).orElseThrow().token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }
}
