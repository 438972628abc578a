package io.linecheck.simulator;

/** How a call can fail before anyone talks, each with the flag that Connect's report raises. */
public enum SetupFailure {
  ICE_COLLECTION("iceCollectionFailure", "ice_collection_timeout"),
  GUM_TIMEOUT("gumTimeoutFailure", "microphone_not_shared"),
  GUM_OTHER("gumOtherFailure", "microphone_not_shared"),
  SIGNALLING("signallingConnectionFailure", "signalling_connection_failure"),
  USER_BUSY("userBusyFailure", "user_busy_error"),
  HANDSHAKING("handshakingFailure", "signalling_handshake_failure");

  private final String flag;
  private final String errorType;

  SetupFailure(String flag, String errorType) {
    this.flag = flag;
    this.errorType = errorType;
  }

  /** The member of the report that is true. */
  public String flag() {
    return flag;
  }

  String errorType() {
    return errorType;
  }
}
