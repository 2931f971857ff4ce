import { anAnonymousId, anOrder, aPage, send } from "./messages.ts";
import { peopleOf } from "./people.ts";
import { ask, askAs, type TestSite } from "./site.ts";

export type Headers = Readonly<Record<string, string>>;

/** What a form of the page itself is sent with. */
export const OWN: Headers = { origin: "https://edge.test", "sec-fetch-site": "same-origin" };

export const textOf = async (answer: Response): Promise<string> =>
  (await answer.text()).replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(code));

/** A site's page of what is held about its visitor, and people to look at it. */
export function ownPageOf(siteOf: () => TestSite) {
  const people = peopleOf(siteOf);
  const address = (locale = "en") => `/v1/own-data?key=${siteOf().writeKey}&locale=${locale}`;
  const asking = (fields: Headers, headers: Headers, path = address()) =>
    ask(path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  /** A form of the page itself, from the browser that has this id. */
  const asked = (action: string, id: string | null, more: Headers = {}, headers: Headers = {}) =>
    asking({ action, ...more }, { ...OWN, ...(id !== null && { cookie: `rfedge_id=${id}` }), ...headers });
  const isKnown = async (id: string) => (await people.status("GET", id)) === 200;
  const asServer = (kind: string, body: object) => askAs(siteOf().serverKey, "POST", `/v1/${kind}`, body);

  /** Somebody anonymous who looked around and bought something. */
  const aBuyer = async (): Promise<string> => {
    const id = anAnonymousId();
    const context = {
      page: { path: "/lamps", url: "https://shop.example/lamps" },
      consent: { categoryPreferences: { analytics: true, ads: false } },
    };
    await send(siteOf(), "page", aPage(id, { context }));
    await send(siteOf(), "track", anOrder(id, `o-${id.slice(0, 8)}`, 42.5));
    return id;
  };

  /** A user whom only the site can prove, with a name of their own; and a device that has merely claimed to be theirs. */
  const aUser = async () => {
    const [id, claiming, userId] = [anAnonymousId(), anAnonymousId(), `u-${crypto.randomUUID()}`];
    await asServer("identify", { userId, anonymousId: id, traits: { firstName: "Ada-of-the-secret" } });
    await asServer("track", { userId, ...anOrder(id, `secret-order-${id.slice(0, 8)}`, 77) });
    await send(siteOf(), "page", aPage(claiming));
    await send(siteOf(), "identify", { anonymousId: claiming, userId });
    return { id, claiming, userId };
  };

  return { people, address, asking, asked, isKnown, aBuyer, aUser };
}
