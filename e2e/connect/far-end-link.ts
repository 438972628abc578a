import type { WebSocket } from "ws";
import type { FromFarEnd, ToFarEnd } from "./pages/far-end.js";
import type { IceServer } from "./turn.js";

/** The socket to the customer's page; what is ordered before the page is there waits for it. */
export class FarEndLink {
  private readonly waiting: ToFarEnd[] = [];
  private socket: WebSocket | undefined;

  constructor(
    private readonly iceServer: IceServer,
    private readonly onAnswer: (answer: FromFarEnd) => void,
  ) {}

  arrive(socket: WebSocket): void {
    this.socket = socket;
    socket.on("message", (text) => this.onAnswer(JSON.parse(String(text)) as FromFarEnd));
    this.send({ op: "ice-server", iceServer: this.iceServer });
    for (const order of this.waiting.splice(0)) this.send(order);
  }

  send(order: ToFarEnd): void {
    if (this.socket) this.socket.send(JSON.stringify(order));
    else this.waiting.push(order);
  }
}
