package io.linecheck.server.cli;

import io.linecheck.ingest.Ingest;
import io.linecheck.ingest.IngestRequest;
import io.linecheck.server.recording.RecordedBody;
import io.linecheck.simulator.IngestAnswer;
import io.linecheck.simulator.IngestClient;
import io.linecheck.simulator.IngestClient.Acknowledged;
import io.linecheck.simulator.IngestClient.GivenUp;
import io.linecheck.simulator.IngestClient.Outcome;
import io.linecheck.simulator.IngestClient.Refused;
import java.time.Instant;

/** Where imported bodies go. */
@FunctionalInterface
interface Delivery {
  /** Returns when the body has ended. */
  Outcome deliver(RecordedBody body) throws InterruptedException;

  static Delivery to(IngestClient client) {
    return body -> client.post(body.route(), body.content(), null, () -> {});
  }

  /** The same way, without HTTP. The address is this machine's, as it would be over HTTP. */
  static Delivery to(Ingest ingest) {
    return body -> {
      io.linecheck.ingest.IngestAnswer answer =
          ingest.accept(
              new IngestRequest(
                  body.route(), body.content(), "127.0.0.1", null, null, Instant.now()));
      return switch (answer.status()) {
        case 200 -> new Acknowledged(IngestAnswer.parse(answer.toJson()));
        case 503 -> new GivenUp(String.valueOf(answer.error()));
        default -> new Refused(answer.status(), answer.status() + " " + answer.error());
      };
    };
  }
}
