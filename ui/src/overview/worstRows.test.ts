import { expect, it } from "vitest";
import { worstRows } from "./worstRows";

it("ranks by share, without groups of too few judged calls, of no name or of no share", () => {
  const answer = {
    columns: ["agent", "calls", "judged", "poor", "poorShare", "mosCqe"],
    rows: [
      ["one-bad-call", 1, 1, 1, 100, 2],
      ["busy", 200, 190, 30, 15.8, 4.1],
      ["worst", 20, 10, 5, 50, 3.2],
      [null, 50, 50, 25, 50, 3],
      ["silent", 9, 0, 0, null, null],
      ["fine", 30, 30, 0, 0, null],
    ],
    source: "calls",
    tookMillis: 1,
  };
  expect(worstRows(answer, "agent", 2).map(({ name }) => name)).toEqual(["worst", "busy"]);
  expect(worstRows(answer, "agent", 9).at(-1)).toEqual({
    name: "fine",
    calls: 30,
    judged: 30,
    poorShare: 0,
    mosCqe: null,
  });
});
