package io.linecheck.server.http;

import io.linecheck.server.tls.ServerTls;
import java.time.Duration;
import java.util.Optional;

/**
 * Where to listen, and how long to wait for requests under way when closing.
 *
 * @param tls present for https
 * @param redirectPort where plain http sends browsers on to https
 */
record Listening(
    String address,
    int port,
    Duration shutdownTimeout,
    Optional<ServerTls> tls,
    Optional<Integer> redirectPort) {}
