import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declaredCalls } from "./openapi/declaredCalls.ts";
import { EXAMPLES } from "./openapi/examples.ts";
import { writeOpenApi } from "./openapi.ts";

let folder: string;
let openapi: {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; security: object[] }>>;
  components: { schemas: object; responses: object };
};
let page: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rfedge-docs-"));
  await writeOpenApi(folder);
  openapi = JSON.parse(await readFile(join(folder, "openapi.json"), "utf8"));
  page = await readFile(join(folder, "docs", "index.html"), "utf8");
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Everything that a key of some name holds, at any depth. */
function held(value: unknown, key: string): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(name === key ? [inner] : []), ...held(inner, key)]);
}

describe("writeOpenApi", () => {
  it("describes every call that is declared, under a name of its own", async () => {
    const calls = await declaredCalls();
    const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method.toUpperCase()} ${path}`),
    );
    const declared = calls.map(({ name, call }) => `${name} ${call.method} ${call.path.replaceAll(/:(\w+)/g, "{$1}")}`);
    expect(operations.sort()).toEqual(declared.sort());
    expect(new Set(calls.map(({ name }) => name)).size).toBe(calls.length);
    expect(openapi.openapi).toBe("3.1.1");
  });

  it("refers to nothing that is not there", () => {
    const known = Object.keys(openapi.components.schemas).map((name) => `#/components/schemas/${name}`);
    const responses = Object.keys(openapi.components.responses).map((name) => `#/components/responses/${name}`);
    const schemes = ["key", "token", "apiKey", "access"];
    expect(held(openapi, "$ref").filter((ref) => ![...known, ...responses].includes(String(ref)))).toEqual([]);
    const used = Object.values(openapi.paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ security }) => security.flatMap(Object.keys)),
    );
    expect(used.filter((scheme) => !schemes.includes(scheme))).toEqual([]);
  });

  it("asks for a credential wherever the Worker does", () => {
    const open = Object.values(openapi.paths).flatMap((methods) =>
      Object.values(methods).filter(({ security }) => security.length === 0),
    );
    expect(open.map(({ operationId }) => operationId)).toEqual([
      "previews.show",
      "docs.health",
      "docs.parts",
      "ownData.page",
      "ownData.ask",
    ]);
  });

  it("shows both forms where a value may be of two, and rules as rules", () => {
    const schemas = JSON.stringify(openapi.components.schemas);
    expect(schemas).toContain('"perSeconds"');
    expect(schemas).toContain('"rule":{"$ref":"#/components/schemas/Rule"}');
    expect(schemas).not.toContain("$defs");
  });

  it("gives examples that the Worker takes", async () => {
    const calls = await declaredCalls();
    for (const [name, example] of Object.entries(EXAMPLES)) {
      const body = calls.find((declared) => declared.name === name)?.call.body;
      expect([name, body && v.safeParse(body, example).issues]).toEqual([name, undefined]);
      expect(body).toBeDefined();
    }
  });

  it("makes a page without scripts, styles within or dead links", async () => {
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:/i);
    const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.has(id))).toEqual([]);
    expect(targets.length).toBeGreaterThan(50);
    expect(await readdir(join(folder, "docs"))).toEqual(["data-protection", "docs.css", "index.html"]);
  });
});
