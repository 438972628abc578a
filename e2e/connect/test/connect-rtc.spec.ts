import { SoftphonePage } from "../../pages/SoftphonePage.js";
import { Server } from "../../server.js";
import { expect, test } from "./fixture.js";

test.use({ standInOptions: { ccp: "worker" } });

test("with a build of connect-rtc-js Linecheck's page runs the softphone, and every second is sampled", async ({
  standIn,
  farEnd,
  page,
}) => {
  expect(farEnd.isClosed()).toBe(false);
  const server = await Server.start(
    "serve",
    ...["--ccp-url", `${standIn.ccpOrigin}/ccp-v2/`],
    ...["--connect-rtc-url", `${standIn.ccpOrigin}/rtc.js`],
  );
  try {
    const softphone = new SoftphonePage(page, server.url);
    await softphone.open();
    await softphone.ready("Jane Agent");
    const call = standIn.inboundCall({ queue: "Support" });
    const hasConnection = () =>
      page.evaluate((connectionId) => {
        interface Manager {
          getSession(id: string): { readonly _pc?: RTCPeerConnection } | undefined;
        }
        const { connect } = window as unknown as {
          connect: { core: { getSoftphoneManager(): Manager | undefined } };
        };
        const session = connect.core.getSoftphoneManager()?.getSession(connectionId);
        return session?._pc?.connectionState;
      }, call.agentConnectionId);
    await expect.poll(hasConnection).toBe("connected");
    call.accept();
    await new Promise((resolve) => setTimeout(resolve, 4000));
    const isHeard = () =>
      page.locator("#remote-audio").evaluate((audio: HTMLAudioElement) => !audio.paused);
    expect(await isHeard()).toBe(true);
    call.agentHangsUp();
    const reports = () => server.search("reports", call.contactId);
    await expect.poll(async () => (await reports()).length, { timeout: 30_000 }).toBe(1);
    const samples = await server.search("samples", call.contactId);
    const sampled = samples.filter(({ jitterBufferDelayMillis }) => jitterBufferDelayMillis);
    expect(sampled.length).toBeGreaterThan(2);
    const [stored] = await server.search("calls", call.contactId);
    expect(stored).toMatchObject({ codec: "opus", relayProtocol: "udp", contactQueue: "Support" });
  } finally {
    await server.remove();
  }
});
