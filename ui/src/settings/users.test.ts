import { expect, test } from "vitest";
import type { User } from "../api/identity";
import { matching, standing } from "./users";

const JANE: User = {
  id: "jane",
  name: "jane",
  displayName: "Jane Example",
  roles: ["viewer"],
  scope: { kind: "limited", queues: ["Sales"], hierarchy: [] },
  disabled: false,
  totp: false,
  local: true,
  createdAt: 0,
};
const ROOT: User = { ...JANE, id: "root", name: "root", displayName: "", roles: ["administrator"] };

test("a search finds every of its words, in names, roles and scope", () => {
  expect(matching([JANE, ROOT], "")).toEqual([JANE, ROOT]);
  expect(matching([JANE, ROOT], "example")).toEqual([JANE]);
  expect(matching([JANE, ROOT], "sales ADMIN")).toEqual([ROOT]);
  expect(matching([JANE, ROOT], "jane admin")).toEqual([]);
});

test("where somebody stands", () => {
  const invited = { ...JANE, local: false, invitationExpiresAt: 11 };
  expect(standing(JANE, 10)).toBe("active");
  expect(standing(invited, 10)).toBe("invited");
  expect(standing(invited, 11)).toBe("invitation expired");
  expect(standing({ ...JANE, local: false }, 10)).toBe("invitation expired");
  expect(standing({ ...invited, lastSignInAt: 5 }, 10)).toBe("active");
  expect(standing({ ...invited, disabled: true }, 10)).toBe("disabled");
});
