/** Two peer connections of this page, an agent and a customer, in a call with each other. */
export class LoopbackCall {
  readonly agent = new RTCPeerConnection();
  private readonly customer = new RTCPeerConnection();
  private muted = false;
  private onHold = false;

  constructor(
    private readonly agentTrack: MediaStreamTrack,
    private readonly customerTrack: MediaStreamTrack,
    heard: (stream: MediaStream) => void,
  ) {
    this.agent.onicecandidate = ({ candidate }) => this.customer.addIceCandidate(candidate);
    this.customer.onicecandidate = ({ candidate }) => this.agent.addIceCandidate(candidate);
    this.agent.ontrack = ({ track }) => heard(new MediaStream([track]));
    this.agent.addTrack(agentTrack);
    this.customer.addTrack(customerTrack);
  }

  /** Until media can flow. */
  async connect(): Promise<void> {
    const connected = this.connected();
    await this.agent.setLocalDescription();
    await this.customer.setRemoteDescription(this.described(this.agent));
    await this.customer.setLocalDescription();
    await this.agent.setRemoteDescription(this.described(this.customer));
    await connected;
  }

  mute(muted: boolean): void {
    this.muted = muted;
    this.applyToTracks();
  }

  hold(onHold: boolean): void {
    this.onHold = onHold;
    this.applyToTracks();
  }

  close(): void {
    this.agent.close();
    this.customer.close();
    this.agentTrack.stop();
    this.customerTrack.stop();
  }

  private connected(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.agent.addEventListener("connectionstatechange", () => {
        if (this.agent.connectionState === "connected") resolve();
        if (this.agent.connectionState === "failed") {
          reject(new Error("the two ends could not reach each other inside this browser"));
        }
      });
    });
  }

  private applyToTracks(): void {
    this.agentTrack.enabled = !this.muted && !this.onHold;
    this.customerTrack.enabled = !this.onHold;
  }

  private described(connection: RTCPeerConnection): RTCSessionDescription {
    if (!connection.localDescription) throw new Error("the connection did not describe itself");
    return connection.localDescription;
  }
}
