package io.linecheck.store;

/**
 * What an operator must mend about a store or what it stands on.
 *
 * @param effect what it costs until then
 * @param finding what is wrong: a clause that names things as the operator knows them
 * @param remedy what to do about it: a clause as well
 */
public record Trouble(Effect effect, String finding, String remedy) {
  /** What becomes of telemetry meanwhile. */
  public enum Effect {
    /** Some or all of it is refused; senders keep it. */
    REFUSED,
    /** It is stored as ever. */
    STORED
  }

  /** Both clauses, for a log or a message. */
  public String sentence() {
    return finding + ": " + remedy;
  }

  /** The same trouble of something larger. */
  public Trouble of(String what) {
    return new Trouble(effect, what + ": " + finding, remedy);
  }
}
