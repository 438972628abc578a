package io.linecheck.model;

/** Why a window is not judged. The API spells them in camelCase. */
public enum UnclassifiedReason {
  /** Less than five seconds of data, at the start or the end of a stream. */
  TOO_SHORT("tooShort"),
  /** Muted, and too few packets flowed to measure by. */
  MUTED("muted"),
  /** On hold, and too few packets flowed to measure by. */
  ON_HOLD("onHold"),
  /**
   * Less than five seconds of data in the midst of a stream: hidden tab, sleep, batch not here yet.
   */
  GAP("gap"),
  /** Neither loss nor concealment was measured. */
  NOTHING_MEASURED("nothingMeasured"),
  /** Packets were counted and there were none: silence on the wire has causes, but no score. */
  NO_PACKETS("noPackets"),
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
