package io.linecheck.model;

/** Why a window is not judged. The API spells them in camelCase. */
public enum UnclassifiedReason {
  /** Less than five seconds of data. */
  TOO_SHORT("tooShort"),
  /** Muted, and too few packets flowed to measure by. */
  MUTED("muted"),
  /** On hold, and too few packets flowed to measure by. */
  ON_HOLD("onHold"),
  /** The page did not measure for more than five seconds: hidden tab, sleep. */
  GAP("gap"),
  /** A counter went backwards inside the window. */
  COUNTER_RESET("counterReset"),
  /** Neither loss nor concealment was measured. */
  NOTHING_MEASURED("nothingMeasured"),
  /** Audio had not begun: ringing. */
  NOT_TALKING("notTalking");

  private final String apiName;

  UnclassifiedReason(String apiName) {
    this.apiName = apiName;
  }

  public String apiName() {
    return apiName;
  }
}
