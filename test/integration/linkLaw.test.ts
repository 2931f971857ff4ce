import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { historyAnswer } from "#shared/wire/visitorAnswers";
import { replayLog } from "../../worker/objects/visitor/replayLog.ts";
import type { LogEntry } from "../../worker/objects/visitor/visitorLog.ts";
import { publishedSite } from "../../worker/publishedStore.ts";
import { lawRuns } from "../support/lawRuns.ts";
import { aBody } from "../support/lives.ts";
import { anAnonymousId, send } from "../support/messages.ts";
import { expectGoesOn, peopleOf, standingOf } from "../support/people.ts";
import { makeSite, type TestSite } from "../support/site.ts";

const MINUTE_MS = 60_000;
const START = Date.now() + 86_400_000;
const RUNS = lawRuns(12 / 300);

let site: TestSite;
const { objectOf, read, historyOf, linksOf, link, unlink } = peopleOf(() => site);

afterEach(() => vi.useRealTimers());

const person = fc.nat(2);
const deed = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant("say" as const), who: person, body: aBody(300) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("link" as const), who: person, whom: person }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("unlink" as const), who: person, whom: person }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("evict" as const), who: person }) },
);

/** A log as it is kept, without the row of its migrations. */
const logOf = async (id: string): Promise<LogEntry[]> => {
  const rows = await runInDurableObject(objectOf(id), (_, { storage }) =>
    storage.sql.exec<{ entry: string }>("SELECT entry FROM log WHERE seq > 0 ORDER BY seq").toArray(),
  );
  return rows.map(({ entry }) => JSON.parse(entry));
};

describe("the merge law through the front door", () => {
  it("holds however three devices talk, are linked, parted and evicted in between", {
    timeout: 3_600_000,
  }, async () => {
    const property = fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 14 }), async (deeds) => {
      vi.setSystemTime(START);
      site = await makeSite();
      const devices = [anAnonymousId(), anAnonymousId(), anAnonymousId()];
      const [all, ...alone] = [anAnonymousId(), ...devices.map(anAnonymousId)];
      const say = async (anonymousId: string, type: unknown, body: Record<string, unknown>) =>
        expect((await send(site, String(type), { ...body, anonymousId })).status).toBe(200);
      const tell = async (who: number, { type, ...body }: Record<string, unknown>, index: number) => {
        // One message id says one thing, and each device has its own.
        const message = { ...body, messageId: `m-${index}`, timestamp: undefined };
        for (const id of [devices[who], alone[who], all]) await say(id ?? "", type, message);
      };
      for (const who of [0, 1, 2]) await tell(who, { type: "page" }, -1 - who);
      for (const [index, one] of deeds.entries()) {
        vi.setSystemTime(START + (index + 1) * MINUTE_MS);
        const id = devices[one.who] ?? "";
        if (one.what === "say") await tell(one.who, one.body, index);
        else if (one.what === "evict") {
          // Only what runs can be evicted.
          await logOf(id);
          await evictDurableObject(objectOf(id));
        } else {
          const past = await historyOf(id);
          const { changed } = await (one.what === "link" ? link : unlink)(id, devices[one.whom] ?? "");
          if (changed && (await read(id)).id === objectOf(id).id.toString())
            expectGoesOn(
              past.scores.slice(0, one.what === "link" ? past.scores.length : 0),
              (await historyOf(id)).scores,
            );
        }
      }
      for (const other of devices.slice(1)) await link(devices[0] ?? "", other);
      const whole = standingOf(await read(devices[2] ?? ""));
      expect(whole).toEqual(standingOf(await read(all ?? "")));

      const { id, links } = await linksOf(devices[1] ?? "");
      await expectReplayed(id);
      for (const { to, id: part } of links) await unlink(to, part);
      for (const [who, device] of devices.entries()) {
        expect(standingOf(await read(device))).toEqual(standingOf(await read(alone[who] ?? "")));
        await expectReplayed(device);
      }
    });
    await fc.assert(property, { numRuns: RUNS });
  });
});

/** The replay law: the log, told again, makes the very history that is answered. */
async function expectReplayed(id: string): Promise<void> {
  const published = await publishedSite(env, site.key);
  if (published === null) throw new Error("no site");
  const { history } = replayLog(site.key, await logOf(id), () => published.model);
  expect(historyAnswer(history)).toEqual(await historyOf(id));
}
