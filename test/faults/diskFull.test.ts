import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { chanceOf } from "../support/chance.ts";
import { FaultedRfedge, underLoad } from "../support/faultedRfedge.ts";
import { Journal } from "../support/journal.ts";
import { sendTo } from "../support/openApi.ts";

const POLLING = { timeout: 30_000, interval: 5 };
const DISK_BYTES = 24 * 1024 * 1024;
const rfedge = new FaultedRfedge("8912");
/** Its state is on a small disk in memory that only it sees: nobody has to be root for that where the system lets users have name spaces. */
const within = [
  ...["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"],
  ...[`mount -t tmpfs -o size=${DISK_BYTES} tmpfs "$0" && exec "$@"`, rfedge.state],
];
const canMount = spawnSync(within[0] ?? "", [...within.slice(1), "true"]).status === 0;

afterAll(() => rfedge.end());

/** The rest of the disk, as one file. */
const ballast = () => join(`/proc/${rfedge.pid}/root`, rfedge.state, "ballast");
const fill = () => {
  try {
    writeFileSync(ballast(), Buffer.alloc(DISK_BYTES));
  } catch (error) {
    // As much of it as there was room for is there.
    expect(String(error)).toContain("ENOSPC");
  }
};

describe("a full disk", () => {
  it.skipIf(!canMount)(
    "refuses what it cannot keep, shows pages what it knows, and goes on where there is room again",
    async () => {
      await rfedge.start("", { within });
      const { token } = rfedge;
      const chance = chanceOf(28);
      const of = { url: () => rfedge.url, token, chance, people: 4, back: () => rfedge.back() };
      const journal = new Journal(of, "full");
      for (let batches = 0; batches < 20; batches++) await journal.sendOne();

      await underLoad({ rfedge, journal, senders: 4 }, async () => {
        for (let round = 0; round < 2; round++) {
          rfedge.inject("disk full");
          fill();
          const isNew = round === 0;
          const body = {
            writeKey: "wk_demo",
            event: "Seen",
            anonymousId: isNew ? "new" : "full-0-a",
            messageId: `${round}`,
          };
          const refused = await sendTo(`${rfedge.url}/v1/track`, { method: "POST", headers: {}, body });
          expect([refused.status, refused.headers.get("retry-after")], refused.text).toEqual([503, "2"]);
          for (const anonymousId of ["full-0-a", "nobody"]) {
            const asked = { writeKey: "wk_demo", anonymousId };
            const decided = await sendTo(`${rfedge.url}/v1/decide`, { method: "POST", headers: {}, body: asked });
            expect(decided.status, decided.text).toBe(200);
          }
          const [refusals, acknowledged] = [journal.refusals.get(503) ?? 0, journal.acknowledged];
          await expect.poll(() => journal.refusals.get(503) ?? 0, POLLING).toBeGreaterThan(refusals + 5);
          rmSync(ballast());
          await expect.poll(() => journal.acknowledged, POLLING).toBeGreaterThan(acknowledged + 50);
        }
      });
      expect(journal.refusals.get(503)).toBeGreaterThan(0);
      const { acknowledged, lost, doubled } = await journal.recount();
      console.log(
        `${rfedge.tally()}\nevents acknowledged: ${acknowledged} (${journal.retries} retries), lost ${lost.length}, doubled ${doubled.length}`,
      );
      expect(rfedge.pages.broken).toEqual([]);
      expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
      await expect.poll(() => rfedge.counters(), { timeout: 30_000, interval: 200 }).toEqual(await journal.segments());
    },
    120_000,
  );
});
