import { expect, test } from "vitest";
import { linked } from "./linked";

test("finds web addresses, and no others", () => {
  expect(linked("by DB-IP: https://db-ip.com.")).toEqual([
    { text: "by DB-IP: " },
    { text: "https://db-ip.com", href: "https://db-ip.com" },
    { text: "." },
  ]);
  expect(linked("javascript:alert(1)")).toEqual([{ text: "javascript:alert(1)" }]);
});
