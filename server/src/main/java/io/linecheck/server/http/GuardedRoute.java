package io.linecheck.server.http;

/** A route of the running server, and who may use it. */
public record GuardedRoute(String method, String path, Access access) {}
