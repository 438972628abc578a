package io.linecheck.server.api;

import io.linecheck.server.identity.Welcome;
import org.jspecify.annotations.Nullable;

/** Reads what is sent to sign in, to be let in, and to change accounts. */
public final class IdentityBodies {
  private static final String A_NAME = "the name of an account";
  private static final String A_TOKEN = "the token of a link";
  private static final String A_PASSWORD = "a password";

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
    @Nullable String displayName = members.optionalText("displayName", "a name to show");
    String password = members.secretText("password", A_PASSWORD);
    members.done();
    return new Acceptance(token, new Welcome.Choice(name, displayName, password));
  }

  private static Members members(byte[] body) {
    return Members.of(Json.read(body), "");
  }
}
