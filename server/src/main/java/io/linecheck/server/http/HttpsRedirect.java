package io.linecheck.server.http;

import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets through what came over TLS. Browsers that ask for a page are sent on to https; a program
 * that sent something in the clear is told so, for a silent redirect would let it go on doing so.
 */
final class HttpsRedirect extends Handler.Wrapper {
  private final IntSupplier httpsPort;

  HttpsRedirect(IntSupplier httpsPort) {
    this.httpsPort = httpsPort;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (request.isSecure()) {
      return super.handle(request, response, callback);
    }
    SecurityHeaders.forEach(response.getHeaders()::put);
    if (isPage(request)) {
      response.setStatus(HttpStatus.PERMANENT_REDIRECT_308);
      response.getHeaders().put(HttpHeader.LOCATION, target(request));
      response.write(true, null, callback);
    } else {
      response.setStatus(HttpStatus.FORBIDDEN_403);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, ApiRoutes.JSON_TYPE);
      response.write(
          true, Problems.body("this is answered over https only, on port " + port()), callback);
    }
    return true;
  }

  private static boolean isPage(Request request) {
    return (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod()))
        && !Request.getPathInContext(request).startsWith("/api/");
  }

  private String target(Request request) {
    String port = port() == 443 ? "" : ":" + port();
    return "https://" + Request.getServerName(request) + port + request.getHttpURI().getPathQuery();
  }

  private int port() {
    return httpsPort.getAsInt();
  }
}
