/** Plays the CCP iframe as Connect builds it: Streams itself, a SharedWorker behind it, and the softphone inside. */

interface Streams {
  readonly core: {
    initSharedWorker(params: object): void;
    initSoftphoneManager(params: object): void;
    _amazonConnectProviderData: unknown;
  };
}

const connect = (window as unknown as { connect: Streams }).connect;

const never = new Promise<never>(() => {});
const silentProxy = {
  subscribe: () => {},
  unsubscribe: () => {},
  onError: () => {},
  log: () => {},
  sendMetric: () => {},
  request: () => never,
};
// Connect's SDK, which the real CCP has and mute depends on being there; nothing here speaks through it.
connect.core._amazonConnectProviderData = {
  provider: { id: "stand-in", getProxy: () => silentProxy },
  isStreamsProvider: true,
};

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
