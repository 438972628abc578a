package io.linecheck.server.cli;

/** What the process tells the shell. */
final class ExitCode {
  static final int OK = 0;

  /** It could not do what was asked: port taken, store broken, server not reached. */
  static final int FAILED = 1;

  /** What was asked is not understood: unknown option, wrong configuration. */
  static final int USAGE = 2;

  private ExitCode() {}
}
