import { createHash } from "node:crypto";
import { test as property } from "@fast-check/vitest";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHAIN_BEGIN, type ChainedEntry, chainHash, followChain } from "./auditChain.ts";

const AN_ENTRY: ChainedEntry = {
  seq: 1,
  at: "2026-11-26T00:00:00.000Z",
  actor: "root",
  action: "site.open",
  target: "demo",
  detail: { b: [1, { d: 1, c: 2 }], a: "x" },
};

function chainOf(entries: readonly Omit<ChainedEntry, "seq">[]) {
  let { hash } = CHAIN_BEGIN;
  return entries.map((entry, index) => {
    const numbered = { ...entry, seq: index + 1 };
    hash = chainHash(hash, numbered);
    return { ...numbered, hash };
  });
}

const word = fc.string({ maxLength: 12 });
const entries = fc.array(
  fc.record({
    at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") }).map((at) => at.toISOString()),
    actor: word,
    action: word,
    target: word,
    detail: fc.option(fc.dictionary(word, fc.jsonValue()), { nil: null }),
    country: fc.constantFrom(null, "FI", "T1"),
  }),
  { minLength: 1, maxLength: 12 },
);

describe("chainHash", () => {
  it("is what anybody computes from the documented text", () => {
    const text =
      '{"action":"site.open","actor":"root","at":"2026-11-26T00:00:00.000Z","detail":{"a":"x","b":[1,{"c":2,"d":1}]},"seq":1,"target":"demo"}';
    const official = createHash("sha256")
      .update(`${"0".repeat(64)}\n${text}`)
      .digest("hex");
    expect(chainHash(CHAIN_BEGIN.hash, AN_ENTRY)).toBe(official);
  });

  it("covers from where something was done, and is what it was of an entry that does not say", () => {
    const here = chainHash(CHAIN_BEGIN.hash, AN_ENTRY);
    expect(chainHash(CHAIN_BEGIN.hash, { ...AN_ENTRY, country: null })).toBe(here);
    expect(chainHash(CHAIN_BEGIN.hash, { ...AN_ENTRY, country: "FI" })).not.toBe(here);
  });
});

describe("followChain", () => {
  property.prop([entries])("finds nothing wrong with a chain that was written out and read", (made) => {
    const chain = JSON.parse(JSON.stringify(chainOf(made)));
    const { end, brokenAt } = followChain(chain);
    expect(brokenAt).toBeNull();
    expect(end.seq).toBe(made.length);
  });

  property.prop([entries, fc.nat(), fc.constantFrom("at", "actor", "action", "target", "country" as const)])(
    "says where an entry was changed",
    (made, which, key) => {
      const chain = chainOf(made);
      const at = which % chain.length;
      const changed = chain.map((entry, index) => (index === at ? { ...entry, [key]: `${entry[key]}!` } : entry));
      expect(followChain(changed).brokenAt).toBe(at + 1);
    },
  );

  property.prop([entries, fc.nat()])("says where an entry was taken out, but at the end", (made, which) => {
    const chain = chainOf([...made, ...made]);
    const at = which % (chain.length - 1);
    expect(followChain(chain.toSpliced(at, 1)).brokenAt).toBe(at + 1);
  });

  it("goes on from a link, as a log is read in parts", () => {
    const chain = chainOf([AN_ENTRY, AN_ENTRY, AN_ENTRY]);
    const { end } = followChain(chain.slice(0, 1));
    expect(followChain(chain.slice(1), end)).toEqual({ end: { seq: 3, hash: chain[2]?.hash }, brokenAt: null });
  });
});
