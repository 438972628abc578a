package io.linecheck.server.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.router.JavalinDefaultRoutingApi;
import io.linecheck.server.api.IdentityAnswers;
import io.linecheck.server.config.OidcProvider;
import io.linecheck.server.config.Settings;
import io.linecheck.server.config.SettingsCatalogue;
import io.linecheck.server.config.SignOnSettings;
import io.linecheck.server.identity.Identity;
import io.linecheck.server.signon.Admissions;
import io.linecheck.server.signon.SignOnRefused;
import io.linecheck.server.signon.SingleSignOn;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * To a provider and back: {@code /sign-in/ID} and {@code /sign-in/ID/callback}. Whatever goes
 * wrong, the person lands on the sign-in page, which has words for it; the logs have the reason.
 */
final class SignOnRoutes implements Routes {
  private static final String SIGN_IN_PAGE = "/sign-in";

  private final SingleSignOn signOn;
  private final Admissions admissions;
  private final BrowserSessions sessions;
  private final SignOnCookies cookies;
  private final OwnAddress ownAddress;
  private final Clients clients;

  SignOnRoutes(
      SingleSignOn signOn,
      Admissions admissions,
      BrowserSessions sessions,
      SignOnCookies cookies,
      OwnAddress ownAddress,
      Clients clients) {
    this.signOn = signOn;
    this.admissions = admissions;
    this.sessions = sessions;
    this.cookies = cookies;
    this.ownAddress = ownAddress;
    this.clients = clients;
  }

  static SignOnRoutes of(
      Settings settings, Identity identity, SessionCookie cookie, Clients clients) {
    List<OidcProvider> providers = SignOnSettings.of(settings);
    return new SignOnRoutes(
        new SingleSignOn(providers, identity.signOnKey(), Clock.systemUTC()),
        new Admissions(identity, settings.get(SignOnSettings.ACCOUNTS_FROM_SIGN_ON), providers),
        new BrowserSessions(identity.sessions(), cookie),
        new SignOnCookies(cookie),
        new OwnAddress(settings.get(SettingsCatalogue.PUBLIC_URL)),
        clients);
  }

  /** A path for each provider: pages of signing in lie beside them. */
  @Override
  public void addTo(JavalinDefaultRoutingApi routes) {
    for (OidcProvider provider : signOn.providers()) {
      routes.get(path(provider), ctx -> begin(ctx, provider), Access.PUBLIC);
      routes.get(callback(provider), ctx -> finish(ctx, provider), Access.PUBLIC);
    }
  }

  /** What the sign-in page offers. */
  List<IdentityAnswers.Provider> providers() {
    return signOn.providers().stream()
        .map(provider ->
            new IdentityAnswers.Provider(provider.id(), provider.name(), path(provider)))
        .toList();
  }

  /** Where to go on to end the session at the provider, too, if that is where it began. */
  Optional<URI> signOut(Context ctx) {
    Optional<URI> onwards =
        cookies
            .signedOn(ctx)
            .flatMap(sealed -> signOn.logout(sealed, ownAddress.of(ctx, SIGN_IN_PAGE)));
    cookies.forgetSignedOn(ctx);
    return onwards;
  }

  private void begin(Context ctx, OidcProvider provider) {
    ctx.header("Cache-Control", "no-store");
    try {
      SingleSignOn.Begun begun =
          signOn.begin(
              provider.id(),
              ownAddress.of(ctx, callback(provider)),
              ReturnPath.safe(ctx.queryParam("returnTo")));
      cookies.keepPending(ctx, begun.sealed());
      ctx.redirect(begun.destination().toString(), HttpStatus.SEE_OTHER);
    } catch (SignOnRefused e) {
      refuse(ctx, provider, e);
    }
  }

  private void finish(Context ctx, OidcProvider provider) {
    ctx.header("Cache-Control", "no-store");
    Optional<String> pending = cookies.pending(ctx);
    cookies.forgetPending(ctx);
    try {
      SingleSignOn.Finished finished =
          signOn.finish(
              provider.id(), ownAddress.of(ctx, callback(provider)), ctx.queryParamMap(), pending);
      sessions.begin(ctx, admissions.admit(finished.person(), clients.of(ctx)));
      cookies.keepSignedOn(ctx, finished.sealed());
      ctx.redirect(finished.returnTo(), HttpStatus.SEE_OTHER);
    } catch (SignOnRefused e) {
      refuse(ctx, provider, e);
    }
  }

  private void refuse(Context ctx, OidcProvider provider, SignOnRefused refusal) {
    admissions.refused(provider, refusal, clients.of(ctx));
    ctx.redirect(
        "%s?problem=%s&provider=%s".formatted(SIGN_IN_PAGE, refusal.reason().word(), provider.id()),
        HttpStatus.SEE_OTHER);
  }

  private static String path(OidcProvider provider) {
    return SIGN_IN_PAGE + "/" + provider.id();
  }

  private static String callback(OidcProvider provider) {
    return path(provider) + "/callback";
  }
}
