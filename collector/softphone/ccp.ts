import type { Config } from "./config.js";
import { type AgentApi, type ContactApi, streams } from "./streams.js";

/** How far the contact control panel has come. */
export type Stage = "loading" | "signIn" | "unreachable" | "signedOut" | "ready";

export interface CcpListener {
  stage(stage: Stage): void;
  agent(agent: AgentApi): void;
  contact(contact: ContactApi): void;
}

/**
 * Embeds the contact control panel. It lies on another origin: a panel that asks for the password and
 * one that Connect keeps from this page look the same from here, as both say nothing.
 */
export function embedCcp(container: HTMLElement, config: Config, listener: CcpListener): void {
  const { core, EventType, ...connect } = streams();
  const runsHere = config.connectRtcUrl !== undefined;
  core.initCCP(container, {
    ccpUrl: config.ccpUrl,
    region: config.region,
    loginUrl: config.loginUrl,
    loginPopup: true,
    loginOptions: { autoClose: true, disableAuthPopupAfterLogout: true },
    softphone: { allowFramedSoftphone: !runsHere },
    pageOptions: { enableAudioDeviceSettings: true },
  });
  if (runsHere) core.initSoftphoneManager({ allowFramedSoftphone: true });
  listener.stage("loading");

  const bus = core.getEventBus();
  const on = (event: string, stage: Stage) =>
    bus.subscribe(EventType[event] ?? event, () => listener.stage(stage));
  on("ACK_TIMEOUT", "signIn");
  on("IFRAME_RETRIES_EXHAUSTED", "unreachable");
  on("AUTH_FAIL", "signedOut");
  on("TERMINATED", "signedOut");
  on("ACKNOWLEDGE", "ready");
  connect.agent((agent) => {
    listener.stage("ready");
    listener.agent(agent);
  });
  connect.contact((contact) => listener.contact(contact));
}

/** Opens Connect's own page for it; browsers want a click for that. */
export function signIn(): void {
  streams().core.reauthenticateAfterLogout();
}

const TRANSPORT_MILLIS = 5_000;

/** The relays of a call that would come now. */
export function iceServers(): Promise<RTCIceServer[]> {
  const { core, ClientMethods } = streams();
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("Connect named no relay")), TRANSPORT_MILLIS);
    core.getClient().call(
      ClientMethods.CREATE_TRANSPORT ?? "createTransport",
      { transportType: "softphone" },
      {
        success: (data) => {
          const { softphoneTransport } = data as {
            softphoneTransport?: { softphoneMediaConnections?: RTCIceServer[] };
          };
          resolve(softphoneTransport?.softphoneMediaConnections ?? []);
        },
        failure: (error) => reject(new Error(String(error))),
      },
    );
  });
}
