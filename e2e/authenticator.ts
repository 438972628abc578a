import { createHmac } from "node:crypto";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const STEP_MILLIS = 30_000;

/** What an authenticator app shows for a key: RFC 6238 with SHA-1, six digits, thirty seconds. */
export function totp(secret: string, at: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MILLIS)));
  const hash = createHmac("sha1", base32(secret)).update(counter).digest();
  // RFC 4226 §5.3: the last four bits say where the code begins.
  const offset = (hash.at(-1) ?? 0) & 0xf;
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

/** The code of the step after: a server that takes each code once takes it, for clocks differ. */
export function nextTotp(secret: string, at: number): string {
  return totp(secret, at + STEP_MILLIS);
}

function base32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, "")]
    .map((digit) => BASE32.indexOf(digit).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
}
