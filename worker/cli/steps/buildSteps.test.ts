import { describe, expect, it } from "vitest";
import { Failure } from "../failure.ts";
import { buildParts } from "./buildSteps.ts";

const namesOf = (...parts: string[]) => buildParts(parts).map((group) => group.map(({ name }) => name));

describe("buildParts", () => {
  it("makes the assets before the Worker that ships them", () => {
    expect(namesOf()).toEqual([
      ["build tag", "build preview", "build own data", "build demo", "build docs"],
      ["build worker", "build extension"],
    ]);
  });

  it("makes the named parts alone", () => {
    expect(namesOf("extension").flat()).toEqual(["build extension"]);
  });

  it("refuses a part that there is not", () => {
    expect(() => buildParts(["moon"])).toThrow(Failure);
  });
});
