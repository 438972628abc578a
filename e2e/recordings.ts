import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const FIXTURES = fileURLToPath(new URL("fixtures", import.meta.url));
const ISO_TIME = /"(\d{4}-\d\d-\d\dT[\d:.]+Z)"/g;
const EPOCH_MILLIS = /\b1\d{12}\b/g;

/**
 * Copies a recording of softphone events into a folder, moved in time so that it ended two minutes
 * ago: what is older than the retention is refused, and fixtures only get older.
 */
export async function recentCopy(name: string, folder: string): Promise<string> {
  const text = await readFile(path.join(FIXTURES, name), "utf8");
  const times = [...text.matchAll(EPOCH_MILLIS)].map(([digits]) => Number(digits));
  const shift = Date.now() - 120_000 - Math.max(...times);
  const file = path.join(folder, name);
  await writeFile(
    file,
    text
      .replace(EPOCH_MILLIS, (digits) => String(Number(digits) + shift))
      .replace(ISO_TIME, (_, iso) => `"${new Date(Date.parse(iso) + shift).toISOString()}"`),
  );
  return file;
}
