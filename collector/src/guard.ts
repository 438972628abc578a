/** A page must not suffer from being watched: so many faults of our own, and we leave. */
const FAULTS_ALLOWED = 10;

/**
 * Keeps the collector's own failures away from the page: they are reported to `onError`, or to
 * the console where the page gives none, and after ten of them the collector withdraws.
 */
export class Guard {
  private faults = 0;
  private readonly withdrawals: (() => void)[] = [];

  constructor(
    private readonly onError: (error: unknown) => void = (error) =>
      console.warn("linecheck:", error),
  ) {}

  run(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.fault(error);
    }
  }

  fault(error: unknown): void {
    this.tell(error);
    this.faults += 1;
    if (this.faults !== FAULTS_ALLOWED) return;
    this.tell(new Error(`linecheck stopped itself after ${FAULTS_ALLOWED} faults of its own`));
    for (const withdraw of this.withdrawals.splice(0)) {
      try {
        withdraw();
      } catch (withdrawalError) {
        this.tell(withdrawalError);
      }
    }
  }

  get withdrawn(): boolean {
    return this.faults >= FAULTS_ALLOWED;
  }

  onWithdraw(withdraw: () => void): void {
    this.withdrawals.push(withdraw);
  }

  private tell(error: unknown): void {
    try {
      this.onError(error);
    } catch {
      // The page's own handler failed: there is no one left to tell.
    }
  }
}
