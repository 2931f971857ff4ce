import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
import { aKey, backupOf, read, restoreTo } from "../support/copies.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { askAs, makeSite, makeToken, ROOT, type TestSite } from "../support/site.ts";

let site: TestSite;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  site = await makeSite();
  people = peopleOf(() => site);
});

const said = async (kind: string, body: Record<string, unknown>) =>
  expect((await send(site, kind, body)).status).toBe(200);

describe("GET /v1/sites/:site/backup", () => {
  it("has no secret in it, though pages' own keys", async () => {
    const viewer = await makeToken(site, "viewer");
    const text = (await backupOf(site)).join("\n");
    for (const secret of [site.serverKey, site.token, viewer, ROOT]) expect(text).not.toContain(secret.slice(-24));
    expect(text).toContain(site.writeKey);
  });

  it("says who made it, in the audit log", async () => {
    const { entries } = await (await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`)).json<{
      entries: { action: string; actor: string }[];
    }>();
    expect(entries.find(({ action }) => action === "site.backup")).toMatchObject({ actor: "root" });
  });

  it("is of one instant, whatever happens while it is made", async () => {
    const ids = Array.from({ length: 6 }, anAnonymousId);
    for (const id of ids) await said("page", aPage(id));
    await people.settle(...ids);
    const [first = "", second = "", ...others] = ids;
    const before = await people.read(second);
    let pages = 0;
    const lines = await backupOf(site, async () => {
      // Between any two pages: somebody buys, and two become one.
      pages += 1;
      if (pages === 2) await said("track", anOrder(second, "o-late", 50));
      if (pages === 3) await people.link(first, second);
    });
    expect(pages).toBeGreaterThan(3);
    expect((await people.read(second)).totals).toMatchObject({ orders: 1, pageViews: 2 });
    const copied = peopleOf(() => copy);
    const copy = await restoreTo(aKey(), lines);
    const after = await copied.read(second);
    expect(after.totals).toEqual(before.totals);
    expect((await copied.read(first)).id).not.toBe(after.id);
    for (const id of others) expect((await copied.read(id)).totals.pageViews).toBe(1);
  });

  it("gives a long log in parts that fit into a request, each once", async () => {
    const id = anAnonymousId();
    const filler = "x".repeat(30_000);
    for (let count = 0; count < 60; count++)
      await said("track", { anonymousId: id, event: "Read", properties: { filler } });
    await people.settle(id);
    const lines = await backupOf(site);
    const parts = lines.map(read).filter((line) => line.kind === "visitor" && JSON.stringify(line.first).includes(id));
    expect(parts.length).toBeGreaterThan(4);
    const seqs = parts.flatMap((line) => (line.kind === "visitor" ? line.entries.map(([seq]) => seq) : []));
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    for (const line of lines) expect(line.length).toBeLessThan(400_000);
    const copy = await restoreTo(aKey(), lines);
    expect(seqs).toHaveLength(60);
    expect(await peopleOf(() => copy).eventsOf(id)).toEqual(await people.eventsOf(id));
  });

  it("names other visitors as the world knows them: no id of this deployment is needed to read it", async () => {
    const [device, other] = [anAnonymousId(), anAnonymousId()];
    await said("page", aPage(device));
    await said("identify", { anonymousId: device, userId: `user-of-${device}` });
    await said("page", aPage(other));
    await said("identify", { anonymousId: other, userId: `user-of-${device}` });
    await people.settle(device, other);
    const lines = (await backupOf(site)).map(read);
    const part = lines.find((line) => line.kind === "visitor" && JSON.stringify(line.first).includes(other));
    expect(part).toMatchObject({
      first: { anonymousId: other },
      names: { [visitorIdOf(env, site.key, { anonymousId: device })]: { anonymousId: device } },
    });
  });

  it.each(["x", "1.visitor.0", "1.version.0.0.g", "9.visitor.9.0.", "1.model.0.0.ab"])(
    "refuses the cursor %s",
    async (cursor) => {
      const answer = await askAs(ROOT, "GET", `/v1/sites/${site.key}/backup?cursor=${cursor}`);
      expect(answer.status).toBe(400);
    },
  );
});
