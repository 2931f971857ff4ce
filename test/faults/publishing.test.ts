import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chanceOf } from "../support/chance.ts";
import { aWhile, FaultedRfedge } from "../support/faultedRfedge.ts";
import { sendTo } from "../support/openApi.ts";

const chance = chanceOf(6);
const rfedge = new FaultedRfedge("8911");

beforeAll(() => rfedge.start(), 240_000);
afterAll(() => rfedge.end());

const configOf = (content: string) => ({
  slots: [{ key: "hero", snippets: [{ key: "all", rule: { all: [] }, content }] }],
});
const json = async (method: string, path: string, body?: unknown) => {
  const { status, text } = await rfedge.ask(method, path, body);
  return { status, body: JSON.parse(text) };
};
const contentOf = (document: { slots: { snippets: { content: string }[] }[] }) =>
  document.slots[0]?.snippets[0]?.content ?? null;

/** What a page that asks gets, and under which version; null: nothing answered. */
async function served() {
  const body = { writeKey: "wk_demo", anonymousId: "of-the-publications", slots: ["hero"] };
  const answer = await sendTo(`${rfedge.url}/v1/decide`, { method: "POST", headers: {}, body }).catch(() => null);
  if (answer === null) return null;
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  expect(answer.headers.get("server-timing")).toMatch(/^(visitor|default)/);
  const { decisions, configVersion } = JSON.parse(answer.text);
  return { content: decisions.hero?.content ?? null, configVersion };
}

/** Every version there is, with what it shows. */
async function versions(): Promise<Map<number, string | null>> {
  const { body } = await json("GET", "config/versions");
  const found = new Map<number, string | null>();
  for (const { version } of body.versions) {
    const { body: document } = await json("GET", `config/versions/${version}`);
    found.set(version, contentOf(document.config));
  }
  return found;
}

describe("a publication that is interrupted", () => {
  it("is made or not made, comes into force if it is, and shows no page what nobody published", async () => {
    const seen: { content: string | null; configVersion: number }[] = [];
    const acknowledged: number[] = [];
    let isOver = false;
    const page = (async () => {
      while (!isOver) {
        const one = await served();
        if (one !== null) seen.push(one);
        else await rfedge.back();
      }
    })();
    for (let round = 0; round < 6; round++) {
      const { body: drafted } = await json("PUT", "config/draft", configOf(`<p>round ${round}</p>`));
      const publishing = rfedge.ask("POST", "config/publish", { baseVersion: drafted.baseVersion }).then(
        ({ status, text }) => status === 200 && acknowledged.push(JSON.parse(text).version),
        () => false,
      );
      await aWhile(chance, 0, 90);
      rfedge.inject("publication interrupted");
      await rfedge.meanwhile(() => rfedge.killRuntime());
      await publishing;
      // What is drafted and published by nobody must never be seen.
      await json("PUT", "config/draft", configOf(`<p>draft ${round}</p>`));
      const made = await versions();
      const newest = Math.max(...made.keys());
      await expect.poll(served, { timeout: 20_000 }).toEqual({ content: made.get(newest), configVersion: newest });
    }
    isOver = true;
    await page;
    const made = await versions();
    for (const version of acknowledged) expect([...made.keys()]).toContain(version);
    for (const { content, configVersion } of seen) expect(content).toBe(made.get(configVersion));
    expect(JSON.stringify(seen)).not.toContain("draft");
    console.log(
      `${rfedge.tally()}\n${acknowledged.length} publications acknowledged, ${made.size - 1} made, pages asked ${seen.length} times`,
    );
  }, 120_000);
});
