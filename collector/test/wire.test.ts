import { readFile } from "node:fs/promises";
import Ajv from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { settle, stream } from "./fakes.js";
import { softphone } from "./softphone.js";

const SPEC = new URL("../../spec/", import.meta.url);

async function schema(name: string): Promise<object> {
  return JSON.parse(await readFile(new URL(name, SPEC), "utf8"));
}

/** Members a schema names at any depth; others are accepted by the server, but counted as unknown. */
function knownMembers(part: unknown, known = new Set<string>()): Set<string> {
  if (typeof part !== "object" || part === null) return known;
  const { properties } = part as { properties?: object };
  for (const name of Object.keys(properties ?? {})) known.add(name);
  for (const value of Object.values(part)) knownMembers(value, known);
  return known;
}

function members(body: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(body)) for (const item of body) members(item, found);
  else if (typeof body === "object" && body !== null) {
    for (const [name, value] of Object.entries(body)) members(value, found.add(name));
  }
  return found;
}

async function aWholeCall() {
  const { clock, sent, source, call, page } = softphone();
  const counters = { packetsLost: 1, packetsDiscarded: 1, concealedSamples: 9 };
  source.reading = {
    input: stream({ packetsReceived: 0 }),
    output: stream({ packetsSent: 0 }, { streamId: "OT1/2" }),
    roundTripTime: 0.08,
    codec: "opus",
    pair: {
      localCandidateType: "relay",
      remoteCandidateType: "host",
      protocol: "udp",
      relayProtocol: "udp",
      url: "turn:turn.example:3478?transport=udp",
    },
  };
  call.watchSource(source);
  await clock.pass(500);
  source.reading = {
    ...source.reading,
    input: stream(
      {
        ...counters,
        packetsReceived: 25,
        silentConcealedSamples: 3,
        concealmentEvents: 1,
        totalSamplesReceived: 24_000,
        jitterBufferDelay: 720.5,
        jitterBufferEmittedCount: 24_000,
      },
      { jitter: 0.004, audioLevel: 0.3 },
    ),
  };
  await clock.pass(2000);
  call.event("mute");
  page.each((listener) => listener.event("deviceChange", { microphone: "Headset" }));
  source.observer?.iceState("disconnected");
  call.failed("userBusyFailure");
  source.observer?.connectionState?.("failed");
  await call.end();
  await settle();
  return sent.map(({ body }) => body);
}

it("speaks the telemetry of the specification, and nothing else", async () => {
  const common = await schema("telemetry-common.schema.json");
  const bodies = await aWholeCall();
  expect(bodies).toHaveLength(2);
  for (const [index, route] of ["softphonemetrics", "callreport"].entries()) {
    const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
    ajv.addSchema(common, "telemetry-common.schema.json");
    const ofRoute = await schema(`telemetry-${route}.schema.json`);
    expect(ajv.validate(ofRoute, bodies[index]), ajv.errorsText()).toBe(true);

    const known = knownMembers([common, ofRoute]);
    // Connect's report holds more than the schema types; it is stored as it is.
    const { report, ...header } = bodies[index] as (typeof bodies)[number];
    // So does the data of an event.
    const events = header.events?.map(({ data: _, ...event }) => event);
    const told = members({ ...header, events });
    expect([...told].filter((name) => !known.has(name))).toEqual([]);
    expect(report === undefined).toBe(route === "softphonemetrics");
  }
});
