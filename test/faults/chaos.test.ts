import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";
import { type Documented, documentedCalls, fillIn, sendTo } from "../support/openApi.ts";

const PORT = "8907";
const ROOT = "root-token-of-the-chaos";
const ANONYMOUS_ID = "7f3c2a9e-5d1b-4c8e-9a70-2b6d8e4f1c35";
const folder = mkdtempSync(join(tmpdir(), "rfedge-chaos-"));
const words = ["--port", PORT, "--data", join(folder, "state"), "--empty"];

let running: LocalRfedge | null = null;
afterAll(async () => {
  await running?.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

const start = async (fault: string) => {
  await running?.end("SIGTERM");
  running = await startRfedge(words, { env: { RFEDGE_FAULT: fault, RFEDGE_ADMIN_TOKEN: ROOT } });
  return running;
};

/** Which parts a call of a page needs: those that are told in the answer, or only leave the page its own content. */
const PUBLIC = ["ingest", "decide", "snippets", "ofrep"];
/** What ends nothing that the next call needs, and is no stream. */
const isAsked = ({ operationId }: Documented) =>
  !["sites.remove", "ofrep.changes", "live.watch", "keys.rotate"].includes(operationId);

/** Bodies that work here, where the documented one is of another site. */
const BODIES: Readonly<Record<string, unknown>> = {
  "figures.count": { rule: { all: [] } },
  "config.rollback": { version: 2 },
};

/** A call as its documentation shows it, by somebody who may make it. */
async function make(url: string, one: Documented) {
  const isPublic = PUBLIC.includes(one.tag);
  const path = fillIn(one.path, { site: "demo", slot: "hero", id: "ada", other: "bea", version: "1" });
  const query = one.tag === "snippets" ? "?key=wk_demo" : "";
  return await sendTo(`${url}${path}${query}`, {
    method: one.method,
    headers: {
      ...(one.tag !== "snippets" && { authorization: `Bearer ${isPublic ? "wk_demo" : ROOT}` }),
      ...(one.tag === "snippets" && { cookie: `rfedge_id=${ANONYMOUS_ID}` }),
    },
    body: BODIES[one.operationId] ?? one.example,
  });
}

const CONFIG = {
  slots: [{ key: "hero", snippets: [{ key: "all", rule: { all: [] }, content: "<p>Hi</p>" }] }],
};

describe("while a part is broken", () => {
  it.each([
    ["visitor", ["ingest.page", "ingest.batch", "visitors.get", "visitors.history", "import.importVisitors"]],
    ["directory", ["visitors.list", "figures.segments", "figures.count"]],
    ["site", ["config.draft", "config.publish", "tokens.list", "audit.list"]],
    ["identity", ["ingest.alias", "visitors.get"]],
    ["kv", ["ingest.page", "visitors.list", "config.get", "sites.list"]],
  ])(
    "%s: pages keep their own content, events wait, marketers are asked to try again",
    async (fault, needing) => {
      if (running === null) await publishOn(await start(""), CONFIG);
      const { url } = await start(fault);
      const seen = new Map<number, number>();
      const said: string[] = [];
      for (const one of (await documentedCalls(url)).filter(isAsked)) {
        const answer = await make(url, one);
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        const name = `${one.operationId}: ${answer.status} ${answer.text.slice(0, 200)}`;
        const timing = answer.headers.get("server-timing") ?? "";
        if (answer.status >= 500) {
          expect(answer.status, name).toBe(503);
          expect(answer.headers.get("retry-after"), name).toMatch(/^\d+$/);
          said.push(one.operationId);
        }
        if (!PUBLIC.includes(one.tag)) continue;
        if (one.tag !== "ingest") expect([200, 204], name).toContain(answer.status);
        if (one.tag !== "ingest" && timing.startsWith("default")) {
          expect(timing, name).toMatch(/^default;desc="(unavailable|timeout)"$/);
          expect(answer.text, name).not.toContain("<p>Hi</p>");
        }
        if (one.tag === "ingest" && answer.status === 503) expect(timing, name).toContain("unavailable");
      }
      expect(said, said.join(" ")).toEqual(expect.arrayContaining(needing));
      // What needs nothing of the broken part answers.
      expect(seen.get(200)).toBeGreaterThan(0);
      if (fault === "visitor" || fault === "kv") {
        const decided = await sendTo(`${url}/v1/decide`, {
          method: "POST",
          headers: {},
          body: { writeKey: "wk_demo", anonymousId: ANONYMOUS_ID, slots: ["hero"] },
        });
        expect(decided.status).toBe(200);
        expect(decided.headers.get("server-timing")).toBe('default;desc="unavailable"');
        expect(JSON.parse(decided.text)).toMatchObject({ decisions: { hero: { content: null, reason: "default" } } });
      }
    },
    60_000,
  );
});
