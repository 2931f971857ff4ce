import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS, type Operation, type Operations } from "#shared/wire/operations";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { ask, askAs, makeSite, publishConfig, ROOT, type TestSite } from "../support/site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, {
    slots: [{ key: "hero", snippets: [{ key: "new", rule: { fact: "segment", eq: "new" }, content: "<p>New</p>" }] }],
  });
});

const counted = async (): Promise<Operations> => (await askAs(ROOT, "GET", "/v1/operations")).json();
const view = (anonymousId: string) => send(site, "page", aPage(anonymousId, { decide: true }));
const NOTHING = Object.fromEntries(OPERATIONS.map((operation) => [operation, 0]));

/** What was counted while something was done. */
async function costOf(work: () => Promise<unknown>) {
  const before = await counted();
  await work();
  const after = await counted();
  const less = (part: "operations" | "aside") => (operation: Operation) =>
    [operation, after[part][operation] - before[part][operation]] as const;
  return {
    pageViews: after.pageViews - before.pageViews,
    operations: Object.fromEntries(OPERATIONS.map(less("operations"))),
    aside: Object.fromEntries(OPERATIONS.map(less("aside"))),
  };
}

describe("GET /v1/operations", () => {
  it("is the operator's alone", async () => {
    expect((await ask("/v1/operations")).status).toBe(401);
    for (const secret of [site.token, site.serverKey, site.writeKey])
      expect((await askAs(secret, "GET", "/v1/operations")).status).toBe(403);
    expect((await askAs(ROOT, "GET", "/v1/operations")).status).toBe(200);
  });

  it("counts for a page view with decision one request, one call of an object and one row, as cost.test.ts does", async () => {
    const anonymousId = anAnonymousId();
    await view(anonymousId);
    const costs = [];
    for (let views = 0; views < 20; views++) costs.push(await costOf(() => view(anonymousId)));
    // Where an alarm of the first view goes off in between, its work is counted with a view.
    const alone = costs.filter(({ operations }) => operations["alarms"] === 0 && operations["directoryRequests"] === 0);
    expect(alone.length).toBeGreaterThan(15);
    for (const { pageViews, operations } of alone)
      expect({ pageViews, operations }).toEqual({
        pageViews: 1,
        operations: { ...NOTHING, workerRequests: 1, visitorRequests: 1, rowsWritten: 1, rowsRead: 1 },
      });
  });

  it("counts page views in a batch, and none that were refused", async () => {
    const anonymousId = anAnonymousId();
    const page = { type: "page", ...aPage(anonymousId) };
    const order = { type: "track", ...anOrder(anonymousId, "o-1", "a lot") };
    const { pageViews } = await costOf(() => send(site, "batch", { batch: [page, page, { type: "page" }, order] }));
    expect(pageViews).toBe(2);
  });

  it("counts what an alarm does by and by: itself, the directory's call and its rows", async () => {
    const anonymousId = anAnonymousId();
    await view(anonymousId);
    const object = env.VISITOR.getByName(`${site.key}/a/${anonymousId}`);
    const { operations } = await costOf(() => runDurableObjectAlarm(object));
    expect(operations).toMatchObject({ alarms: 1, directoryRequests: 1 });
    expect(operations["rowsWritten"]).toBeGreaterThan(0);
  });

  it("counts rows read, and reads of published configuration", async () => {
    const anonymousId = anAnonymousId();
    await view(anonymousId);
    const object = env.VISITOR.getByName(`${site.key}/a/${anonymousId}`);
    const { operations } = await costOf(() =>
      runInDurableObject(object, (_, { storage }) => {
        storage.sql.exec("SELECT * FROM log").toArray();
        storage.sql.exec("SELECT 1").toArray();
      }),
    );
    expect(operations["rowsRead"]).toBeGreaterThanOrEqual(2);
    const { operations: asked } = await costOf(() => send({ ...site, writeKey: "wk_nobody_abc" }, "page", aPage("x")));
    expect(asked).toMatchObject({ workerRequests: 1, rowsWritten: 0, visitorRequests: 0 });
  });

  it("puts aside what marketers and imports cost", async () => {
    const visitors = [{ userId: "Ada", messages: [{ type: "page", messageId: "m1", timestamp: "2026-01-01" }] }];
    const cost = await costOf(async () => {
      expect((await askAs(site.serverKey, "POST", `/v1/sites/${site.key}/import`, { visitors })).status).toBe(200);
      expect((await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors`)).status).toBe(200);
      await publishConfig(site, { slots: [] });
    });
    expect({ pageViews: cost.pageViews, operations: cost.operations }).toEqual({ pageViews: 0, operations: NOTHING });
    expect(cost.aside["visitorRequests"]).toBeGreaterThan(0);
    expect(cost.aside["rowsWritten"]).toBeGreaterThan(0);
    expect(cost.aside["kvWrites"]).toBe(1);
    // Publishing, import, list, and the question itself.
    expect(cost.aside["workerRequests"]).toBe(5);
  });
});
