import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext } from "@playwright/test";

const LINECHECK = fileURLToPath(new URL("../linecheck", import.meta.url));
/** On the first use the launcher builds. */
const START_DEADLINE_MILLIS = 300_000;

/** These servers live for seconds: an optimising compiler would only take the processor from the browser. */
const ENVIRONMENT = { ...process.env, LINECHECK_JAVA_OPTS: "-XX:TieredStopAtLevel=1" };

export type Document = Record<string, unknown>;

/** What somebody signs in with. */
export interface Person {
  readonly name: string;
  readonly password: string;
}

/** What somebody may do, and whose calls they may see. */
export interface Access {
  readonly roles: readonly string[];
  readonly scope: Readonly<Record<string, unknown>>;
}

const TESTER: Person = { name: "tester", password: "a password of nobody else" };

/** The token of a one-time link. */
function tokenOf(link: string): string {
  return new URL(link).hash.slice(1);
}

/** A real server process with a data directory of its own. */
export class Server {
  private process: ChildProcess | undefined;
  private output = "";
  private testerExists = false;

  /** With a slash at the end. */
  url = "";

  private constructor(
    private readonly command: "serve" | "demo",
    private readonly data: string,
    private readonly options: readonly string[],
  ) {}

  static async start(command: "serve" | "demo" = "serve", ...options: string[]): Promise<Server> {
    const data = await mkdtemp(path.join(tmpdir(), "linecheck-e2e-"));
    const server = new Server(command, data, options);
    await server.run("0");
    return server;
  }

  /** The same data and the same port, after `kill`. */
  async startAgain(): Promise<void> {
    await this.run(new URL(this.url).port);
  }

  /** SIGKILL: no chance to tidy up. */
  async kill(): Promise<void> {
    const { process } = this;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const exited = once(process, "exit");
    process.kill("SIGKILL");
    await exited;
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  /** Until the process has said so. */
  async said(text: string): Promise<void> {
    const deadline = Date.now() + START_DEADLINE_MILLIS;
    while (!this.output.includes(text)) {
      if (Date.now() > deadline) throw new Error(`"${text}" was not said:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async search(dataset: string, contactId: string): Promise<Document[]> {
    return this.searchAll(dataset, { field: "contactId", in: [contactId] });
  }

  /** Of the last hour. */
  async searchAll(dataset: string, filter?: object): Promise<Document[]> {
    const now = Date.now();
    const answer = await this.ask<{ documents: Document[] }>("search", {
      dataset,
      from: now - 3_600_000,
      to: now + 600_000,
      filter,
      sort: "timestamp",
      limit: 10_000,
    });
    return answer.documents;
  }

  /** The link that the server printed: the first administrator's, or the demo's. */
  async startLink(): Promise<string> {
    await this.said("/welcome#");
    return /http\S+\/welcome#[\w-]+/.exec(this.output)?.[0] ?? "";
  }

  /** Makes an account; returns the link with which its owner chooses a password. */
  async invite(name: string, access: Access, displayName = name): Promise<string> {
    const body = { name, displayName, ...access };
    return (await this.ask<{ invitationUrl: string }>("users", body)).invitationUrl;
  }

  /** Makes an account whose owner has chosen a password. */
  async add({ name, password }: Person, access: Access, displayName = name): Promise<void> {
    const token = tokenOf(await this.invite(name, access, displayName));
    await this.post("api/v1/invitation/accept", { token, password });
  }

  /** Makes a browser one in which somebody is signed in, as a person would. */
  async signIn(context: BrowserContext, { name, password }: Person): Promise<void> {
    await this.postFrom(context, "session", { name, password });
  }

  /** Makes a browser one in which somebody is signed in who may do everything. */
  async enter(context: BrowserContext): Promise<void> {
    if (this.command === "demo") {
      await this.postFrom(context, "session/link", { token: tokenOf(await this.startLink()) });
      return;
    }
    if (!this.testerExists) {
      await this.add(TESTER, { roles: ["administrator"], scope: { kind: "everything" } });
      this.testerExists = true;
    }
    await this.signIn(context, TESTER);
  }

  /** Posts to a route that asks nobody who they are. */
  async post(route: string, body: unknown): Promise<void> {
    await this.fetched(route, body, {});
  }

  /** Asks as whoever may read the data directory: that is an administrator. */
  private async ask<T>(route: string, body: unknown): Promise<T> {
    const answer = await this.fetched(`api/v1/${route}`, body, await this.localAccess());
    return (await answer.json()) as T;
  }

  private async fetched(
    route: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Response> {
    const response = await fetch(this.url + route, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
    return response;
  }

  /** The browser keeps the cookie that the answer sets. */
  private async postFrom({ request }: BrowserContext, route: string, data: unknown): Promise<void> {
    const response = await request.post(`${this.url}api/v1/${route}`, { data });
    if (!response.ok()) throw new Error(`${route}: ${response.status()} ${await response.text()}`);
  }

  /** Headers of a request by whoever may read the data directory. */
  async localAccess(): Promise<Record<string, string>> {
    const file = path.join(this.data, "local-access.json");
    const { token } = JSON.parse(await readFile(file, "utf8")) as { token: string };
    return { authorization: `Bearer ${token}` };
  }

  private async run(port: string): Promise<void> {
    this.output = "";
    const args = [this.command, "--port", port, "--data", this.data, ...this.options];
    this.process = spawn(LINECHECK, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: ENVIRONMENT,
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
      });
    }
    const deadline = Date.now() + START_DEADLINE_MILLIS;
    while (!(await this.answers())) {
      if (this.process.exitCode !== null || Date.now() > deadline) {
        throw new Error(`the server did not start:\n${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private async answers(): Promise<boolean> {
    this.url = /http:\/\/[\w.[\]:-]+\//.exec(this.output)?.[0] ?? this.url;
    if (this.url === "") return false;
    try {
      const headers = await this.localAccess();
      return (await fetch(`${this.url}api/v1/config`, { headers })).ok;
    } catch {
      return false;
    }
  }
}

/** Runs a command of the CLI to its end and returns what it printed. */
export async function linecheck(...args: string[]): Promise<string> {
  const process = spawn(LINECHECK, args, { stdio: ["ignore", "pipe", "pipe"], env: ENVIRONMENT });
  let output = "";
  for (const stream of [process.stdout, process.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [code] = await once(process, "exit");
  if (code !== 0) throw new Error(`linecheck ${args.join(" ")} ended with ${code}:\n${output}`);
  return output;
}
