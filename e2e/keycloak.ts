import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("../build/keycloak.sh", import.meta.url));
const START_DEADLINE_MILLIS = 240_000;

/** The client of the realm that the script imports. */
export const CLIENT_ID = "linecheck";
export const CLIENT_SECRET = "keycloak-client-secret-for-tests";

/** A real Keycloak with the realm `contact-centre`. */
export class Keycloak {
  private output = "";

  private constructor(
    private readonly process: ChildProcess,
    private readonly home: string,
    private readonly url: string,
  ) {
    for (const stream of [process.stdout, process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
      });
    }
  }

  static async start(): Promise<Keycloak> {
    const home = await mkdtemp(path.join(tmpdir(), "linecheck-keycloak-"));
    const port = await freePort();
    const process = spawn(SCRIPT, [home, String(port), String(await freePort())], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const keycloak = new Keycloak(process, home, `http://127.0.0.1:${port}`);
    await keycloak.untilItAnswers();
    return keycloak;
  }

  get issuer(): string {
    return `${this.url}/realms/contact-centre`;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exited = once(this.process, "exit");
      this.process.kill("SIGKILL");
      await exited;
    }
    await rm(this.home, { recursive: true, force: true });
  }

  /** Takes effect at the user's next sign-in. */
  async join(user: string, group: string): Promise<void> {
    await this.membership("PUT", user, group);
  }

  async leave(user: string, group: string): Promise<void> {
    await this.membership("DELETE", user, group);
  }

  private async membership(method: string, user: string, group: string): Promise<void> {
    const users = await this.admin("GET", `users?exact=true&username=${user}`);
    const groups = await this.admin("GET", `groups?exact=true&search=${group}`);
    await this.admin(method, `users/${firstId(users)}/groups/${firstId(groups)}`);
  }

  private async admin(method: string, resource: string): Promise<string> {
    const response = await fetch(`${this.url}/admin/realms/contact-centre/${resource}`, {
      method,
      headers: { authorization: `Bearer ${await this.adminToken()}` },
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${resource}: ${response.status} ${text}`);
    return text;
  }

  private async adminToken(): Promise<string> {
    const response = await fetch(`${this.url}/realms/master/protocol/openid-connect/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "password",
        client_id: "admin-cli",
        username: "admin",
        password: "keycloak-admin-password",
      }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }

  private async untilItAnswers(): Promise<void> {
    const deadline = Date.now() + START_DEADLINE_MILLIS;
    while (!(await this.answers())) {
      if (this.process.exitCode !== null || Date.now() > deadline) {
        await this.stop();
        throw new Error(`Keycloak did not start:\n${this.output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.issuer}/.well-known/openid-configuration`)).ok;
    } catch {
      return false;
    }
  }
}

function firstId(json: string): string {
  const [first] = JSON.parse(json) as { id: string }[];
  if (!first) throw new Error("there is none of that name");
  return first.id;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
