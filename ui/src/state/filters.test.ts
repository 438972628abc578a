import { describe, expect, it } from "vitest";
import { parseFilters, sharedFilters, toFilter, toggled, writeFilters } from "./filters";

describe("filters in the address", () => {
  it("come back as they went, whatever is in a value", () => {
    const filters = { contactQueue: ["Sales & more", "São Paulo=1"], agent: ["jane"] };
    const params = new URLSearchParams("range=1h&site=gone");
    writeFilters(filters, params);
    expect(parseFilters(new URLSearchParams(params.toString()))).toEqual(filters);
    expect(params.get("range")).toBe("1h");
  });

  it("leave out what is no filter, is empty or is said twice", () => {
    const params = new URLSearchParams("q=x&agent=&site=A&site=A&part=jane");
    expect(parseFilters(params)).toEqual({ site: ["A"] });
  });
});

describe("changing filters", () => {
  it("adds a value, and takes it away again with its field", () => {
    const once = toggled({}, "site", "Dublin");
    expect(once).toEqual({ site: ["Dublin"] });
    expect(toggled(toggled(once, "site", "Austin"), "site", "Dublin")).toEqual({
      site: ["Austin"],
    });
    expect(toggled(once, "site", "Dublin")).toEqual({});
  });

  it("keeps only what every dataset understands alike", () => {
    expect(
      sharedFilters({ quality: ["poor"], active: ["true"], setupFailure: ["x"], site: ["A"] }),
    ).toEqual({ site: ["A"] });
  });
});

describe("filters as a question", () => {
  it("ask for every field, by any of its values, with booleans as booleans", () => {
    expect(toFilter({ site: ["A", "B"], setupFailed: ["true"] })).toEqual({
      all: [
        { field: "site", in: ["A", "B"] },
        { field: "setupFailed", in: [true] },
      ],
    });
  });
});
