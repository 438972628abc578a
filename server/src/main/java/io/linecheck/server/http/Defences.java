package io.linecheck.server.http;

/** What stands before the routes: against clients that hold on to the server or fill its log. */
record Defences(Refusals refusals, SlowRequests slowRequests, ConnectionLimits connections) {}
