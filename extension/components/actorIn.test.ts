import { describe, expect, it } from "vitest";
import { da } from "../words/audit/da.ts";
import { en } from "../words/audit/en.ts";
import { actorIn } from "./actorIn.ts";

describe("actorIn", () => {
  it("parts a name from the id of its token", () => {
    const actor = "Ada (boss) (15b47345-3165-4c02-8bc2-52e3a4a60c52)";
    expect(actorIn(actor, en)).toEqual({ name: "Ada (boss)", token: actor.slice(-37, -1) });
  });

  it("names those who have no token, and leaves others as they are", () => {
    expect(actorIn("root", en).name).toBe("The operator");
    expect(actorIn("write key", da).name).toBe("Nogen med skrivenøglen");
    expect(actorIn("toString", en)).toEqual({ name: "toString", token: null });
  });
});
