import { describe, expect, it } from "vitest";
import type { AuditEntry } from "#shared/wire/audit";
import { en } from "../../words/deeds/en.ts";
import { en as words } from "../../words/en.ts";
import { learn } from "../../words/learnt.ts";
import { Spoken } from "../../words/spoken.ts";
import { deedInWords } from "./deeds.ts";

learn({ language: "en", words });
const spoken = new Spoken("en", "en-GB");

const entry = (over: Partial<AuditEntry>): AuditEntry => ({
  ...{ seq: 7, at: "2026-11-27T02:03:00.000Z", actor: "root", action: "config.publish", target: "3" },
  ...{ detail: null, country: null, hash: "0".repeat(64) },
  ...over,
});
const said = (over: Partial<AuditEntry>) => deedInWords(entry(over), en, spoken);

describe("deedInWords", () => {
  it.each<[Partial<AuditEntry>, string]>([
    [{}, "Published version 3"],
    [{ action: "config.rollback", target: "4", detail: { to: 2 } }, "Went back to version 2, as version 4"],
    [{ action: "config.schedule", target: "x" }, "Scheduled a publication for x"],
    [{ action: "token.create", detail: { name: "Ada", role: "editor" } }, "Made the token Ada with the role editor"],
    [{ action: "key.rotate", target: "identity" }, "Replaced the identity secret"],
    [{ action: "key.rotate", target: "constructor" }, "Replaced constructor"],
    [{ action: "refused", target: "/v1/sites/:site/config" }, "Was refused: /v1/sites/:site/config"],
  ])("tells %j", (over, sentence) => expect(said(over)).toBe(sentence));

  it("says where its detail should be and is not, and of a later release's action what the log says", () => {
    expect(said({ action: "token.revoke" })).toBe("Revoked the token ? with the role ?");
    expect(said({ action: "site.teleport", target: "moon" })).toBe("site.teleport · moon");
    expect(said({ action: "toString", target: "x" })).toBe("toString · x");
  });

  it("tells of every action that there are words for", () => {
    for (const action of Object.keys(en).filter((key) => key !== "kinds"))
      expect(said({ action, target: "x" })).not.toContain(" · ");
  });
});
