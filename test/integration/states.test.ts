import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { dumpState, loadState } from "../support/dumpedState.ts";
import { answerOf, LIVED_DAYS, liveSite, questionsOf } from "../support/livedSite.ts";
import { aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { askAs, ROOT, type TestSite } from "../support/site.ts";

const START = Date.UTC(2026, 11, 1);
const END = START + LIVED_DAYS * 86_400_000;
const files = import.meta.glob<string>("../data/states/*", { query: "?raw", import: "default", eager: true });
const releases = Object.keys(files).flatMap((path) => /states\/(\w+)\.sql$/.exec(path)?.[1] ?? []);
const questions = questionsOf(START);
// Explanations are sentences of the release that gives them, and the days of a trend would fill the file.
const paths = [...questions.people, ...questions.figures].filter((path) => !/\/explain$|^trends/.test(path));

afterEach(() => vi.useRealTimers());

const open = async (key: string): Promise<TestSite> => {
  const answer = await askAs(ROOT, "POST", "/v1/sites", { key, name: "A lived site" });
  return { key, ...(await answer.json<Omit<TestSite, "key">>()) };
};

describe("a state that an earlier release has written", () => {
  it("is at hand", () => expect(releases).not.toEqual([]));

  it.each(releases)("of %s opens with the same values, scores, history and counts, and goes on", async (release) => {
    const key = `state-${release}`;
    vi.setSystemTime(END);
    await loadState(key, files[`../data/states/${release}.sql`] ?? "");
    // Opening a site that is open brings what is published up to date.
    expect((await askAs(ROOT, "POST", "/v1/sites", { key, name: "Again" })).status).toBe(409);
    const known: Record<string, unknown> = JSON.parse(files[`../data/states/${release}.json`] ?? "{}");
    expect(Object.keys(known)).toEqual(paths);
    // A later release may say more.
    for (const path of paths) expect(await answerOf({ key }, path), path).toMatchObject(Object(known[path]));
    const site = { key, writeKey: writeKeyIn(files[`../data/states/${release}.sql`]), serverKey: "", token: ROOT };
    const { read, settle } = peopleOf(() => site);
    const before = await read("ada");
    expect(before.totals.pageViews).toBeGreaterThan(0);
    expect((await send(site, "page", aPage("laptop-of-ada"))).status).toBe(200);
    await settle("laptop-of-ada", before.id);
    expect((await read("ada")).totals.pageViews).toBe(before.totals.pageViews + 1);
  });
});

describe("a state of this release", () => {
  it("is the same once it has been put into SQL text and out of it", async () => {
    const key = `w-${crypto.randomUUID().slice(0, 8)}`;
    const site = await liveSite(START, () => open(key));
    const before = await Promise.all(paths.map((path) => answerOf(site, path)));
    const text = await dumpState(key);
    await loadState(key, text);
    expect(await dumpState(key)).toBe(text);
    expect(await Promise.all(paths.map((path) => answerOf(site, path)))).toEqual(before);
  });
});

// Beside a release's own files, `WRITE_STATE=NAME npx vitest run --project workerd test/integration/states.test.ts` prints what is then kept.
describe.skipIf(!writing())("the state of a release", () => {
  it("is written for later ones to open", async () => {
    const key = `state-${writing()}`;
    const site = await liveSite(START, () => open(key));
    const answers = await Promise.all(
      paths.map(async (path) => `${JSON.stringify(path)}: ${JSON.stringify(await answerOf(site, path))}`),
    );
    console.log(`SQL<<<\n${await dumpState(key)}>>>\nJSON<<<\n{\n${answers.join(",\n")}\n}\n>>>`);
  });
});

function writing(): string {
  return (env as { WRITE_STATE?: string }).WRITE_STATE ?? "";
}

function writeKeyIn(sql = ""): string {
  return /'(wk_state-\w+)'/.exec(sql)?.[1] ?? "";
}
