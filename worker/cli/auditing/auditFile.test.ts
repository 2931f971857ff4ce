import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CHAIN_BEGIN, chainHash } from "#shared/privacy/auditChain";
import type { AuditEntry } from "#shared/wire/audit";
import { appendEntries, followAuditFile } from "./auditFile.ts";

const folder = mkdtempSync(join(tmpdir(), "rfedge-audit-"));
afterAll(() => rmSync(folder, { recursive: true }));

const LOG = chainOf(["site.open", "token.create", "config.publish", "visitor.link"]);

function chainOf(actions: readonly string[]): AuditEntry[] {
  let { hash } = CHAIN_BEGIN;
  return actions.map((action, index) => {
    const at = new Date(Date.UTC(2026, 10, 20 + index)).toISOString();
    const country = index % 2 === 0 ? null : "FI";
    const entry = { seq: index + 1, at, actor: "Ännä", action, target: "x", detail: { b: [1], a: "ü" }, country };
    hash = chainHash(hash, entry);
    return { ...entry, hash };
  });
}

function fileOf(lines: readonly unknown[], name = "log.ndjson"): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
  return path;
}

describe("followAuditFile", () => {
  it("says how far a whole log goes, from when to when", async () => {
    expect(await followAuditFile(fileOf(LOG))).toEqual({
      end: { seq: 4, hash: LOG[3]?.hash },
      span: ["2026-11-20T00:00:00.000Z", "2026-11-23T00:00:00.000Z"],
      hasNoted: true,
    });
  });

  it("does not mind in which order an entry's keys stand, nor line ends of another system", async () => {
    const turned = LOG.map((entry) => JSON.stringify(Object.fromEntries(Object.entries(entry).toReversed())));
    const path = fileOf(turned.map((line) => `${line}\r`));
    expect((await followAuditFile(path))?.end.seq).toBe(4);
  });

  it.each([
    ["an actor", { actor: "nobody" }],
    ["an instant", { at: "2026-11-21T00:00:00.001Z" }],
    ["a country", { country: null }],
    ["a detail", { detail: { b: [1], a: "u" } }],
    ["a hash", { hash: "0".repeat(64) }],
  ])("says at which line %s was changed", async (_, change) => {
    const changed = LOG.map((entry, index) => (index === 1 ? { ...entry, ...change } : entry));
    await expect(followAuditFile(fileOf(changed))).rejects.toThrow(
      /, line 2: entry 2 does not follow upon those before/,
    );
  });

  it("says where an entry was taken out, put in twice or put before another", async () => {
    const [first, second, third, fourth] = LOG;
    const taken = followAuditFile(fileOf([first, third, fourth]));
    await expect(taken).rejects.toThrow("line 2: entry 3 stands where entry 2 should");
    await expect(followAuditFile(fileOf([second, third]))).rejects.toThrow(
      "line 1: entry 2 stands where entry 1 should",
    );
    await expect(followAuditFile(fileOf([first, first]))).rejects.toThrow(
      "line 2: entry 1 stands where entry 2 should",
    );
    await expect(followAuditFile(fileOf([first, third, second]))).rejects.toThrow("line 2: entry 3");
  });

  it("misses a hash that was noted, where the end was cut off", async () => {
    const noted = LOG[3]?.hash ?? "";
    expect((await followAuditFile(fileOf(LOG), noted))?.hasNoted).toBe(true);
    expect((await followAuditFile(fileOf(LOG.slice(0, 3)), noted))?.hasNoted).toBe(false);
  });

  it.each(["{", "[]", "7", '{"seq": 2}', JSON.stringify({ ...LOG[1], note: "not covered by any hash" })])(
    "takes %s for no entry",
    async (line) => {
      await expect(followAuditFile(fileOf([LOG[0], line]))).rejects.toThrow("line 2: is no entry of an audit log");
    },
  );

  it("knows an empty file and a missing one", async () => {
    expect(await followAuditFile(fileOf([]))).toMatchObject({ end: CHAIN_BEGIN, span: null });
    expect(await followAuditFile(join(folder, "missing"))).toBeNull();
    await expect(followAuditFile(folder)).rejects.toThrow("cannot be read");
  });
});

describe("appendEntries", () => {
  it("writes what follows, and nothing where any of it does not", async () => {
    const path = fileOf([], "grows.ndjson");
    const half = await appendEntries(path, CHAIN_BEGIN, LOG.slice(0, 2));
    await expect(appendEntries(path, half, LOG.slice(3))).rejects.toThrow(
      "the log: entry 4 stands where entry 3 should",
    );
    expect(readFileSync(path, "utf8").split("\n")).toHaveLength(3);
    await appendEntries(path, half, LOG.slice(2));
    expect((await followAuditFile(path))?.end).toEqual({ seq: 4, hash: LOG[3]?.hash });
  });
});
