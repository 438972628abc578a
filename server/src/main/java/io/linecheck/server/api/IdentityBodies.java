package io.linecheck.server.api;

import io.linecheck.access.Scope;
import io.linecheck.server.identity.Grant;
import io.linecheck.server.identity.Role;
import io.linecheck.server.identity.ScopeDocument;
import io.linecheck.server.identity.SubjectAccounts;
import io.linecheck.server.identity.Users;
import io.linecheck.server.identity.Welcome;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what is sent to sign in, to be let in, and to change accounts. */
public final class IdentityBodies {
  private static final String A_NAME = "the name of an account";
  private static final String A_TOKEN = "the token of a link";
  private static final String A_PASSWORD = "a password";
  private static final String A_DISPLAY_NAME = "a name to show";
  private static final String A_CODE = "a code";

  private IdentityBodies() {}

  /** A name and what proves it. */
  public record NameAndPassword(String name, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return name;
    }
  }

  public static NameAndPassword nameAndPassword(byte[] body) {
    Members members = members(body);
    String name = members.text("name", A_NAME);
    String password = members.secretText("password", A_PASSWORD);
    members.done();
    return new NameAndPassword(name, password);
  }

  public static String token(byte[] body) {
    Members members = members(body);
    String token = members.secretText("token", A_TOKEN);
    members.done();
    return token;
  }

  /** A link's token and what is chosen with it. */
  public record Acceptance(String token, Welcome.Choice choice) {
    @Override
    public String toString() {
      return choice.toString();
    }
  }

  public static Acceptance acceptance(byte[] body) {
    Members members = members(body);
    String token = members.secretText("token", A_TOKEN);
    @Nullable String name = members.optionalText("name", A_NAME);
    @Nullable String displayName = members.optionalText("displayName", A_DISPLAY_NAME);
    String password = members.secretText("password", A_PASSWORD);
    members.done();
    return new Acceptance(token, new Welcome.Choice(name, displayName, password));
  }

  /** A code of the app, or a recovery code. */
  public record Code(String text, boolean recovery) {
    @Override
    public String toString() {
      return recovery ? "recovery code" : "code";
    }
  }

  public static Code code(byte[] body) {
    Members members = members(body);
    boolean recovery = members.has("recoveryCode");
    String text = members.secretText(recovery ? "recoveryCode" : "code", A_CODE);
    members.done();
    return new Code(text, recovery);
  }

  public static Code onlyCode(byte[] body) {
    Members members = members(body);
    String text = members.secretText("code", A_CODE);
    members.done();
    return new Code(text, false);
  }

  public static String password(byte[] body) {
    Members members = members(body);
    String password = members.secretText("password", A_PASSWORD);
    members.done();
    return password;
  }

  /** A new password, and the one it takes the place of. */
  public record NewPassword(String current, String password) {
    @Override
    public String toString() {
      return "new password";
    }
  }

  public static NewPassword newPassword(byte[] body) {
    Members members = members(body);
    String current = members.secretText("current", A_PASSWORD);
    String password = members.secretText("password", A_PASSWORD);
    members.done();
    return new NewPassword(current, password);
  }

  /** Somebody to be invited. */
  public record NewUser(String name, @Nullable String displayName, Grant grant) {}

  public static NewUser newUser(byte[] body) {
    Members members = members(body);
    String name = members.text("name", A_NAME);
    @Nullable String displayName = members.optionalText("displayName", A_DISPLAY_NAME);
    Grant grant = grant(members);
    members.done();
    return new NewUser(name, displayName, grant);
  }

  public static Users.Change change(byte[] body) {
    Members members = members(body);
    @Nullable String displayName = members.optionalText("displayName", A_DISPLAY_NAME);
    @Nullable Set<Role> roles = members.has("roles") ? GrantReader.roles(members) : null;
    @Nullable Scope scope = members.has("scope") ? GrantReader.scope(members) : null;
    @Nullable Boolean disabled =
        members.has("disabled") ? members.optionalBoolean("disabled", false) : null;
    SubjectAccounts.@Nullable Subject signOn =
        members.has("signOn") ? subject(members.node("signOn", "issuer and subject")) : null;
    members.done();
    return new Users.Change(displayName, roles, scope, disabled, signOn);
  }

  private static SubjectAccounts.Subject subject(JsonNode node) {
    Members members = Members.of(node, "signOn");
    String issuer = members.text("issuer", "the provider's issuer");
    String subject = members.text("subject", "the person's subject at the provider");
    members.done();
    return new SubjectAccounts.Subject(issuer, subject);
  }

  /** A token to be made. */
  public record NewToken(String name, Grant grant, Instant expiresAt) {}

  public static NewToken newToken(byte[] body) {
    Members members = members(body);
    String name = members.text("name", "what the token is for");
    Grant grant = grant(members);
    Instant expiresAt =
        Instant.ofEpochMilli(members.wholeNumber("expiresAt", 0, Questions.LATEST_MILLIS));
    members.done();
    return new NewToken(name, grant, expiresAt);
  }

  private static Grant grant(Members members) {
    return new Grant(GrantReader.roles(members), ScopeDocument.of(GrantReader.scope(members)));
  }

  private static Members members(byte[] body) {
    return Members.of(Json.read(body), "");
  }
}
