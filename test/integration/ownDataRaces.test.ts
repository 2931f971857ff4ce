import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { ask, askAs, makeSite, type TestSite } from "../support/site.ts";

const SECRET = "Ada-of-the-secret";
let site: TestSite;
const people = peopleOf(() => site);

beforeAll(async () => {
  site = await makeSite();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const asServer = (kind: string, body: object) => askAs(site.serverKey, "POST", `/v1/${kind}`, body);

/** A user of the site, whose device it has proved; and somebody who has been on a page, nobody knows whom. */
async function aUserAndAStranger() {
  const [theirs, stranger, userId] = [anAnonymousId(), anAnonymousId(), `u-${crypto.randomUUID()}`];
  await asServer("identify", { userId, anonymousId: theirs, traits: { name: SECRET } });
  await asServer("track", { userId, ...anOrder(theirs, `secret-order-${theirs}`, 77) });
  await send(site, "page", aPage(stranger));
  return { theirs, stranger, userId };
}

/** Between what somebody is found to be and what is then done with it, they say to be somebody else: at the nth time that it is asked. */
function meanwhile(nth: number, said: () => Promise<unknown>): void {
  const { membership } = VisitorObject.prototype;
  let asked = 0;
  vi.spyOn(VisitorObject.prototype, "membership").mockImplementation(async function (this: VisitorObject, request) {
    const answer = await membership.call(this, request);
    asked += 1;
    if (asked === nth) await said();
    return answer;
  });
}

const own = async (action: string, id: string): Promise<string> => {
  const answer = await ask(`/v1/own-data?key=${site.writeKey}&locale=en`, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...{ origin: "https://edge.test", "sec-fetch-site": "same-origin", cookie: `rfedge_id=${id}` },
    },
    body: `action=${action}`,
  });
  // What is broken off was not given.
  return await answer.text().catch(() => "");
};
const withdraw = (anonymousId: string) => send(site, "track", { anonymousId, event: "Consent Withdrawn" });

describe("somebody unknown who says to be a user while they ask for what is theirs", () => {
  it.each([1, 2, 3])("is shown and given nothing of the user: at the %sth question", async (nth) => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    for (const action of ["show", "download"]) {
      const { stranger, userId } = await aUserAndAStranger();
      meanwhile(nth, () => send(site, "identify", { anonymousId: stranger, userId }));
      const text = await own(action, stranger);
      vi.restoreAllMocks();
      for (const word of [SECRET, "secret-order", userId]) expect(text).not.toContain(word);
    }
  });

  it.each([
    ["erase", (id: string) => own("erase", id)],
    ["refuse", (id: string) => own("refuse", id)],
    ["take consent back", withdraw],
  ] as const)("does not have the user erased, though they ask to %s", async (_, asked) => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { stranger, theirs, userId } = await aUserAndAStranger();
    meanwhile(1, () => send(site, "identify", { anonymousId: stranger, userId }));
    await asked(stranger);
    vi.restoreAllMocks();
    expect((await people.read(userId)).totals).toMatchObject({ orders: 1, revenue: 77 });
    expect((await people.read(theirs)).userId).toBe(userId);
    // Asked again, as a refusal says, it takes what came from their browser.
    await asked(stranger);
    expect((await people.read(userId)).anonymousIds).toEqual([theirs]);
    expect(await people.status("GET", stranger)).toBe(404);
  });
});
