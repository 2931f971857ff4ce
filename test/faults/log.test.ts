import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type LocalRfedge, publishOn, startRfedge } from "../support/localRfedge.ts";
import { sendTo } from "../support/openApi.ts";

const PORT = "8924";
const ROOT = "root-token-of-the-log";
const folder = mkdtempSync(join(tmpdir(), "rfedge-log-"));
const words = ["--port", PORT, "--data", join(folder, "state"), "--empty"];

/** Who somebody is, in each place where a message can say it; and what looks like a line of a stack. */
const PEOPLE = {
  anonymousId: "seventyseven-0f3c2a9e-5d1b",
  userId: "ada+seventyseven@people.example",
  previousId: "seventyseven-before",
  groupId: "seventyseven-club",
  trait: "Ada of Seventyseven",
  key: "seventyseven-trait",
  event: "Seventyseven Seen",
  order: "seventyseven-order",
  stack: "\n    at seventyseven (seventyseven:77:77)",
  address: "https://shop.example/seventyseven?token=seventyseven#seventyseven",
  agent: "Seventyseven/77",
} as const;
const SEED = /seventyseven/i;

let running: LocalRfedge | null = null;
let said = "";
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

async function start(fault: string): Promise<LocalRfedge> {
  await stop();
  running = await startRfedge(words, { env: { RFEDGE_FAULT: fault, RFEDGE_ADMIN_TOKEN: ROOT } });
  return running;
}

async function stop(): Promise<void> {
  await running?.end("SIGTERM");
  said += running?.said() ?? "";
  running = null;
}

const CONFIG = {
  slots: [{ key: "hero", snippets: [{ key: "all", rule: { all: [] }, content: "Hi {{ traits.firstName }}" }] }],
};

/** All that somebody's browser and a colleague ask about them. @returns the statuses */
async function askAbout(url: string): Promise<number[]> {
  const { anonymousId, userId, previousId, groupId, trait, key, event, order, stack, address, agent } = PEOPLE;
  const headers = { cookie: `rfedge_id=${anonymousId}`, referer: address, "user-agent": agent };
  const traits = { firstName: trait + stack, [key]: { [key]: trait }, email: userId };
  const context = { page: { url: address, referrer: address, title: trait } };
  const message = { writeKey: "wk_demo", anonymousId, userId, traits, context };
  const events = {
    page: { ...message, decide: true, token: stack, properties: { url: address } },
    track: { ...message, event: "Order Completed", properties: { order_id: order, revenue: 7, [key]: stack } },
    batch: { writeKey: "wk_demo", batch: [{ ...message, type: "track", event }, stack, { ...message, type: stack }] },
    identify: message,
    alias: { ...message, previousId },
    group: { ...message, groupId },
    decide: { ...message, token: stack, identityToken: `${trait}.${trait}.${trait}`, page: { url: address } },
    // What is no JSON, and says so of what it is.
    screen: `{"userId": "${userId}", ${trait}`,
  };
  const statuses: number[] = [];
  const ask = async (method: string, path: string, more: Readonly<Record<string, string>>, body?: unknown) =>
    void statuses.push((await sendTo(`${url}${path}`, { method, headers: { ...headers, ...more }, body })).status);
  for (const [path, body] of Object.entries(events)) await ask("POST", `/v1/${path}`, {}, body);
  const flag = { context: { targetingKey: anonymousId, url: address, [key]: stack } };
  await ask("POST", "/ofrep/v1/evaluate/flags/hero", { authorization: "Bearer wk_demo" }, flag);
  await ask("GET", `/v1/snippets/hero?key=wk_demo&url=${encodeURIComponent(address)}`, {});
  await ask("GET", `/v1/own-data?key=wk_demo&seventyseven=${key}`, {});
  const root = { authorization: `Bearer ${ROOT}` };
  for (const id of [anonymousId, userId, stack].map(encodeURIComponent)) {
    const visitor = `/v1/sites/demo/visitors/${id}`;
    for (const view of ["", "/history", "/events", "/orders", "/explain?slot=hero", "/links", "/export"])
      await ask("GET", visitor + view, root);
    await ask("POST", `${visitor}/links`, root, { id: previousId });
    await ask("DELETE", `${visitor}/links/${encodeURIComponent(previousId)}`, root);
    await ask("DELETE", visitor, root);
    await ask("GET", `/v1/sites/${id}/config`, root);
    await ask("GET", `/v1/sites/demo/visitors?q=${id}`, root);
  }
  await ask("POST", "/v1/sites/demo/previews", root, { visitor: userId });
  await ask("GET", `/p/demo/seventyseven?token=${key}`, { accept: "text/html", host: "seventyseven.localhost" });
  return statuses;
}

describe("the log, while parts are broken and somebody is asked about in every way", () => {
  it("says what fails in lines of one form, and not a word of them", async () => {
    await publishOn(await start(""), CONFIG);
    const faults = ["", "visitor", "directory", "site", "identity", "kv", "visitor,directory,site,identity"];
    const unanswered: string[] = [];
    for (const fault of faults) {
      const statuses = await askAbout((await start(fault)).url);
      if (!statuses.includes(503)) unanswered.push(fault);
      expect([fault, statuses.filter((status) => status === 500)]).toEqual([fault, []]);
    }
    await stop();
    expect(unanswered).toEqual([""]);
    const lines = said.split("\n").filter((line) => line !== "");
    expect(lines.filter((line) => SEED.test(line))).toEqual([]);
    const own = lines.filter((line) => line.startsWith("{")).map((line): unknown => JSON.parse(line));
    const names = new Set<string>();
    for (const line of own) {
      expect(line).toMatchObject({ level: expect.stringMatching(/^(info|error)$/), what: expect.any(String) });
      const { what, error, ...others } = line as { what: string; error?: object };
      names.add(what);
      expect(Object.keys(others).filter((name) => !FIELDS.includes(name))).toEqual([]);
      expect(Object.keys(error ?? {}).filter((name) => !["name", "phrase", "at"].includes(name))).toEqual([]);
    }
    const expected = ["answer-unexpected", "deciding-failed", "delivery-failed", "directory-unanswered"];
    expect([...names]).toEqual(expect.arrayContaining([...expected, "sightings-untold", "tallies-untold"]));
    // Where a line of the log is none of these, the starting command wrote it.
    expect(lines.filter((line) => !line.startsWith("{") && /\bat \S+:\d+:\d+/.test(line))).toEqual([]);
    console.log(`${own.length} lines of the log looked through: ${[...names].sort().join(", ")}`);
  }, 240_000);
});

const FIELDS = ["level", "site", "snippet", "part", "count", "instance", "method", "route"];
