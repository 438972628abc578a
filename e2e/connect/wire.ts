/**
 * JSON that keeps Dates. Streams calls `getTime()` on the timestamps of a snapshot, so they must reach
 * the page as Dates; JSON alone would make strings of them.
 */

const TAG = "$date";

export function encode(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, encoded) {
    const raw = this[key];
    return raw instanceof Date ? { [TAG]: raw.getTime() } : encoded;
  });
}

export function decode(text: string): unknown {
  return JSON.parse(text, (_key, value) =>
    typeof value === "object" && value !== null && TAG in value ? new Date(value[TAG]) : value,
  );
}
