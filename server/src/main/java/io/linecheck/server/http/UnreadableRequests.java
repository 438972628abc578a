package io.linecheck.server.http;

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
  private final Refusals refusals;

  UnreadableRequests(Refusals refusals) {
    this.refusals = refusals;
  }

  /** Every method: the framework would answer some of them with nothing, and past the log. */
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

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
    String sentence = sentence(status);
    refusals.refused(
        Request.getRemoteAddr(request),
        request.getMethod() + " " + request.getHttpURI().getPath(),
        status,
        sentence);
    response.write(true, Problems.body(sentence), callback);
  }

  private static String sentence(int status) {
    return switch (status) {
      case 408 -> "the request came too slowly";
      case 414 -> "the path is too long";
      case 431 -> "the headers are too large";
      default -> status < 500 ? "the request cannot be read" : "the request cannot be answered";
    };
  }
}
