package io.linecheck.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers what fails before any route sees it: no HTTP, an impossible path, a header too large. In
 * the form of every other failure, and without the framework's page about itself.
 */
final class UnreadableRequests extends ErrorHandler {
  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ApiRoutes.JSON_TYPE);
    SecurityHeaders.forEach(response.getHeaders()::put);
    response.write(true, body(status), callback);
  }

  private static ByteBuffer body(int status) {
    String sentence =
        switch (status) {
          case 414 -> "the path is too long";
          case 431 -> "the headers are too large";
          default -> status < 500 ? "the request cannot be read" : "the request cannot be answered";
        };
    return Problems.body(sentence);
  }
}
