/** Plays the CCP iframe as Connect builds it: Streams itself, a SharedWorker behind it, and the softphone inside. */

interface Streams {
  readonly core: {
    initSharedWorker(params: object): void;
    initSoftphoneManager(params: object): void;
  };
}

const connect = (window as unknown as { connect: Streams }).connect;

const api = `${location.origin}/api`;
connect.core.initSharedWorker({
  sharedWorkerUrl: "/ccp-v2/worker.js",
  authToken: "token",
  refreshToken: "refresh",
  authTokenExpiration: new Date(Date.now() + 12 * 3_600_000),
  region: "us-east-1",
  endpoint: api,
  agentAppEndpoint: api,
  taskTemplatesEndpoint: api,
  authorizeEndpoint: `${api}/authorize`,
  authCookieName: "lily-auth",
});
connect.core.initSoftphoneManager({});
