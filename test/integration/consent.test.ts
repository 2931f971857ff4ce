import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { IdentityObject } from "../../worker/objects/identity/IdentityObject.ts";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { anAnonymousId, anOrder } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { filledFor, makeServed, originAnswers, PAGE, type ServedSite } from "../support/servedSite.ts";
import { askAs } from "../support/site.ts";

const RULES = [false, true].flatMap((requireConsent) =>
  [false, true].map((honourGpc) => ({ requireConsent, honourGpc })),
);
const CHOICES = { granted: { analytics: true, ads: false }, refused: { analytics: false, ads: true }, absent: null };
type Choice = keyof typeof CHOICES;

/** What each way of asking is asked with, and what of its answer shows whether its visitor was known. */
interface Route {
  readonly ask: (site: ServedSite, who: string, choice: Choice, headers: Headers) => Promise<Response>;
  /** What is answered to a buyer who may be known, and to whoever may not. */
  readonly shown: string;
  readonly kept: string;
  readonly read: (answer: Response) => Promise<string>;
}
type Headers = Readonly<Record<string, string>>;

const decisionIn = async (answer: Response): Promise<string> =>
  String((await answer.json<{ decisions: { hero: { content: string | null } } }>()).decisions.hero.content);
const post = (site: ServedSite, path: string, body: object, headers: Headers): Promise<Response> =>
  site.visit(path, headers, { method: "POST", body: JSON.stringify({ writeKey: site.writeKey, ...body }) });
const said = (choice: Choice) =>
  choice === "absent" ? {} : { context: { consent: { categoryPreferences: CHOICES[choice] } } };
const remembered = (who: string, choice: Choice): Headers => {
  const value = Object.entries(CHOICES[choice] ?? {}).map(([purpose, is]) => `${purpose}:${is ? 1 : 0}`);
  return {
    cookie: [`rfedge_id=${who}`, ...(value.length > 0 ? [`rfedge_consent=${value.join(".")}`] : [])].join("; "),
  };
};
const taken = { shown: '{"success":true}', kept: '{"success":true}', read: (answer: Response) => answer.text() };
const decided = { shown: "<b>new</b>", kept: "null", read: decisionIn };

const ROUTES: Readonly<Record<string, Route>> = {
  track: {
    ...taken,
    ask: (site, anonymousId, choice, headers) =>
      post(site, "/v1/track", { anonymousId, event: "Seen", ...said(choice) }, headers),
  },
  batch: {
    ...taken,
    ask: (site, anonymousId, choice, headers) =>
      post(
        site,
        "/v1/batch",
        { batch: [{ type: "identify", anonymousId, userId: `u-${anonymousId}` }], ...said(choice) },
        headers,
      ),
  },
  page: {
    ...decided,
    ask: (site, anonymousId, choice, headers) =>
      post(site, "/v1/page", { anonymousId, decide: ["hero"], token: true, ...said(choice) }, headers),
  },
  decide: {
    ...decided,
    ask: (site, anonymousId, choice, headers) =>
      post(site, "/v1/decide", { anonymousId, token: true, consent: CHOICES[choice] }, headers),
  },
  fragment: {
    ...{ shown: "<b>new</b>", kept: "", read: (answer) => answer.text() },
    ask: (site, who, choice, headers) =>
      site.visit(`/v1/snippets/hero?key=${site.writeKey}`, { ...headers, ...remembered(who, choice) }),
  },
  flag: {
    ...{ shown: "<b>new</b>", kept: "undefined" },
    read: async (answer) => String((await answer.json<{ value?: string }>()).value),
    ask: (site, targetingKey, choice, headers) =>
      post(
        site,
        "/ofrep/v1/evaluate/flags/hero",
        { context: { targetingKey, consent: CHOICES[choice] } },
        {
          ...headers,
          "content-type": "application/json",
          "x-api-key": site.writeKey,
        },
      ),
  },
  flags: {
    ...{ shown: "<b>new</b>", kept: "undefined" },
    read: async (answer) => String((await answer.json<{ flags: { value?: string }[] }>()).flags[0]?.value),
    ask: (site, targetingKey, choice, headers) =>
      post(
        site,
        "/ofrep/v1/evaluate/flags",
        { context: { targetingKey, consent: CHOICES[choice] } },
        {
          ...headers,
          "content-type": "application/json",
          "x-api-key": site.writeKey,
        },
      ),
  },
  proxy: {
    ...{ shown: filledFor("new"), kept: PAGE, read: (answer) => answer.text() },
    ask: (site, who, choice, headers) => site.visit("/", { ...headers, ...remembered(who, choice) }),
  },
};

let sites: ServedSite[];

beforeAll(async () => {
  originAnswers();
  sites = await Promise.all(RULES.map((privacy) => makeServed({ privacy, site: { countPageViews: "proxy" } })));
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Somebody whose order makes them new; the site's own word needs no consent of a browser. */
async function aBuyer(site: ServedSite): Promise<string> {
  const anonymousId = anAnonymousId();
  const answer = await askAs(site.serverKey, "POST", "/v1/track", anOrder(anonymousId, `o-${anonymousId}`, 20));
  expect(answer.status).toBe(200);
  return anonymousId;
}

/** How often any object of a person is asked for anything that a request could want; the directory asks for what is due anyhow. */
function watched() {
  const visitors = (["record", "known", "read", "membership"] as const).map((name) =>
    vi.spyOn(VisitorObject.prototype, name),
  );
  const identities = (["claim", "holderOf"] as const).map((name) => vi.spyOn(IdentityObject.prototype, name));
  return () => [...visitors, ...identities].reduce((sum, { mock }) => sum + mock.calls.length, 0);
}

const CASES = RULES.flatMap(({ requireConsent, honourGpc }, place) =>
  [false, true].flatMap((hasSignal) =>
    (Object.keys(CHOICES) as Choice[]).flatMap((choice) =>
      Object.keys(ROUTES).map((route) => ({ place, requireConsent, honourGpc, hasSignal, choice, route })),
    ),
  ),
);

/** The requirement, in its own words. */
function mayBeKnown({ requireConsent, honourGpc, hasSignal, choice }: (typeof CASES)[number]): boolean {
  if (choice === "refused") return false;
  if (choice === "granted") return true;
  return !requireConsent && !(honourGpc && hasSignal);
}

describe("every public route", () => {
  it.each(CASES)(
    "$route: consent required $requireConsent, Global Privacy Control honoured $honourGpc and sent $hasSignal, consent $choice",
    async (one) => {
      originAnswers();
      const site = sites[one.place] as ServedSite;
      const { ask, shown, kept, read } = ROUTES[one.route] as Route;
      const who = await aBuyer(site);
      const asked = watched();
      const answer = await ask(site, who, one.choice, one.hasSignal ? { "sec-gpc": "1" } : {});
      const isKnown = mayBeKnown(one);
      expect(answer.status).toBe(200);
      expect(await read(answer)).toBe(isKnown ? shown : kept);
      expect(asked() > 0).toBe(isKnown);
      if (!isKnown) expect(answer.headers.get("set-cookie")).toBeNull();
      if (!isKnown && "decide page fragment flag flags proxy".includes(one.route))
        expect(answer.headers.get("server-timing")).toBe('default;desc="privacy"');
    },
  );
});

describe("whoever is not known", () => {
  it("gets no id from the proxy, nor a token, and what they were before stays as it was", async () => {
    originAnswers();
    const [, , , strict] = sites as [ServedSite, ServedSite, ServedSite, ServedSite];
    const people = peopleOf(() => strict);
    const who = await aBuyer(strict);
    const before = await people.eventsOf(who);
    const asked = watched();
    const stranger = await strict.visit("/", { "sec-gpc": "1" });
    expect([stranger.headers.get("set-cookie"), await stranger.text()]).toEqual([null, PAGE]);
    const page = await post(strict, "/v1/page", { anonymousId: who, decide: true, token: true }, {});
    expect(Object.keys(await page.json<object>())).toEqual(["success", "segment", "decisions", "configVersion"]);
    expect(asked()).toBe(0);
    vi.restoreAllMocks();
    expect(await people.eventsOf(who)).toEqual(before);
  });

  it("is one of a batch: the others' messages are kept", async () => {
    const [, , strict] = sites as [ServedSite, ServedSite, ServedSite];
    const people = peopleOf(() => strict);
    const [yes, no, silent] = [anAnonymousId(), anAnonymousId(), anAnonymousId()];
    const batch = [
      { type: "page", anonymousId: silent },
      { type: "page", anonymousId: no, ...said("refused") },
      { type: "bad" },
      { type: "page", anonymousId: yes, ...said("granted") },
      { type: "worse", anonymousId: yes, ...said("granted") },
    ];
    const answer = await post(strict, "/v1/batch", { batch }, {});
    // What nobody agreed to is not looked at: it is not even told what is wrong with it.
    expect(await answer.json()).toEqual({ success: true, rejected: [{ index: 4, errors: [expect.anything()] }] });
    expect(await people.status("GET", yes)).toBe(200);
    expect(await people.status("GET", no)).toBe(404);
    expect(await people.status("GET", silent)).toBe(404);
  });
});

describe("an explicit grant", () => {
  it("outweighs Global Privacy Control, and is kept with its instant and the signal it outweighs", async () => {
    const [, honouring] = sites as [ServedSite, ServedSite];
    const people = peopleOf(() => honouring);
    const who = anAnonymousId();
    const at = new Date(Date.now() - 60_000).toISOString();
    const body = { anonymousId: who, timestamp: at, ...said("granted") };
    expect((await post(honouring, "/v1/page", body, { "sec-gpc": "1" })).status).toBe(200);
    const [event] = await people.eventsOf(who);
    expect(event?.at).toBe(at);
    expect(event?.message["context"]).toMatchObject({
      consent: { categoryPreferences: CHOICES.granted, globalPrivacyControl: true },
    });
  });

  it("is told of one visitor, purpose by purpose, with the instant from which on it stands", async () => {
    const [, honouring] = sites as [ServedSite, ServedSite];
    const people = peopleOf(() => honouring);
    const who = anAnonymousId();
    const [first, second] = [3, 1].map((minutes) => new Date(Date.now() - minutes * 60_000).toISOString());
    const page = (timestamp: string | undefined, choice: Choice, signal: Headers = {}) =>
      post(honouring, "/v1/page", { anonymousId: who, timestamp, ...said(choice) }, signal);
    await page(first, "granted");
    await page(second, "granted", { "sec-gpc": "1" });
    expect((await people.read(who)).consent).toEqual([
      { purpose: "ads", state: "denied", since: first },
      { purpose: "analytics", state: "granted", since: first, outweighsGpc: true },
    ]);
    const unsaid = anAnonymousId();
    await post(honouring, "/v1/page", { anonymousId: unsaid }, {});
    expect((await people.read(unsaid)).consent).toEqual([]);
  });

  it("that the browser remembers is kept with a page view that says none itself", async () => {
    originAnswers();
    const [, , strict] = sites as [ServedSite, ServedSite, ServedSite];
    const people = peopleOf(() => strict);
    const who = anAnonymousId();
    await strict.visit("/", remembered(who, "granted"));
    const [event] = await people.eventsOf(who);
    expect(event?.message["context"]).toMatchObject({ consent: { categoryPreferences: CHOICES.granted } });
  });

  it("without personalisation is recorded, and shows the page's own", async () => {
    const [site] = sites as [ServedSite];
    const people = peopleOf(() => site);
    const who = await aBuyer(site);
    const consent = { categoryPreferences: { analytics_storage: true, personalization_storage: false } };
    const body = { anonymousId: who, decide: true, context: { consent } };
    const answer = await post(site, "/v1/page", body, {});
    expect(answer.headers.get("server-timing")).toBe('default;desc="privacy"');
    expect(await decisionIn(answer)).toBe("null");
    expect((await people.read(who)).totals.pageViews).toBe(1);
  });
});
