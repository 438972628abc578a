package io.linecheck.simulator;

import io.linecheck.model.TimeRange;

/**
 * Trouble shared by many agents for a while.
 *
 * @param cause {@link QualityCause#ISP}, {@link QualityCause#SITE_WAN} or {@link
 *     QualityCause#TURN_REGION}
 * @param target the provider's, the office's or the TURN host's name
 */
record Incident(QualityCause cause, String target, TimeRange when) {
  boolean hits(Agent agent, String turnHost) {
    Workplace workplace = agent.workplace();
    return switch (cause) {
      case ISP -> target.equals(workplace.isp());
      case SITE_WAN -> !workplace.home() && target.equals(workplace.site());
      case TURN_REGION -> target.equals(turnHost);
      default -> false;
    };
  }
}
