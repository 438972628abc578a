package io.linecheck.simulator;

/** Why a simulated call sounds as it does: the truth that a diagnosis can be held against. */
public enum QualityCause {
  CLEAN,
  /** Bursts of jitter and loss on the agent's own network. */
  LAN_WIFI,
  /** The agent's uplink is full: round-trip time grows, and the customer loses audio. */
  UPLINK_CONGESTED,
  /** The agent's internet provider is in trouble, for all of its customers. */
  ISP,
  /** The office's line is in trouble, for everybody there. */
  SITE_WAN,
  /** A TURN host is in trouble, for every call through it. */
  TURN_REGION,
  /** A clean path that is too long. */
  DISTANCE,
  /** The agent's computer is too busy to play what arrives. */
  AGENT_CPU,
  /** Nothing arrives at the agent, while the agent is heard. */
  ONE_WAY,
  /** The agent's microphone gives silence. */
  MIC_SILENT
}
