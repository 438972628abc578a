package io.linecheck.server.api;

/** Reads what is asked about agents. */
public final class AgentBodies {
  private static final String A_REASON = "why, in a few words";

  private AgentBodies() {}

  /** A pseudonym to be looked up. */
  public record Reveal(String pseudonym, String reason) {}

  public static Reveal reveal(byte[] body) {
    Members members = Members.of(Json.read(body), "");
    String pseudonym = members.text("pseudonym", "a pseudonym such as agent-0a1b2c3d4e5f60718293");
    String reason = members.text("reason", A_REASON);
    members.done();
    return new Reveal(pseudonym, reason);
  }

  /** An agent whose data is to go. */
  public record Erase(String agent, String reason) {}

  public static Erase erase(byte[] body) {
    Members members = Members.of(Json.read(body), "");
    String agent = members.text("agent", "an agent's user name");
    String reason = members.text("reason", A_REASON);
    members.done();
    return new Erase(agent, reason);
  }
}
