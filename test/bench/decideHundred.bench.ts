import { configCalls } from "#shared/wire/config";
import { siteCalls } from "#shared/wire/sites";
import { visitorCalls } from "#shared/wire/visitors";
import { callWorker } from "../../worker/cli/sending/callWorker.ts";
import { ROOT_TOKEN } from "./config.ts";
import { byToken } from "./decideToken.bench.ts";
import { hundredSlots } from "./hundred.ts";
import type { Comparison } from "./load.ts";
import { BROWSER, decideBody, hasDecisions, type Shop, withPeople } from "./shop.ts";

const PEOPLE = 50;
const ONE = [
  { key: "slot-0", snippets: [{ key: "snippet-9", rule: { all: [] }, content: "<p>slot-0, snippet-9</p>" }] },
];

/**
 * A hundred snippets with three comparisons each, in ten slots: against a single snippet, and against GrowthBook's SDK, which is told what is known
 * of the visitor with each request, while ours asks the visitor's object, or is told by a token.
 */
export async function decideHundred(url: string, growthbook: string): Promise<Comparison[]> {
  const hundred = await openSlots(url, "hundred", hundredSlots());
  const one = await openSlots(url, "one", ONE);
  const attributes = await Promise.all(hundred.people.map((id) => attributesOf(hundred, id)));
  const ours = {
    url: `${url}/v1/decide`,
    headers: BROWSER,
    bodyOf: (n: number) => decideBody(hundred, n),
    isGood: hasDecisions,
  };
  const peer = {
    url: `${growthbook}/decide`,
    headers: BROWSER,
    bodyOf: (n: number) =>
      JSON.stringify({ ...JSON.parse(decideBody(hundred, n)), attributes: attributes[n % attributes.length] }),
    isGood: (body: string) => body.includes('"snippet":"snippet-9"'),
  };
  for (const n of hundred.people.keys()) await expectSame(ours.url, ours.bodyOf(n), peer.url, peer.bodyOf(n));
  return [
    {
      name: "decide-hundred",
      against: "the same call on a site of one snippet",
      ours,
      baseline: { ...ours, bodyOf: (n) => decideBody(one, n) },
    },
    {
      name: "decide-growthbook",
      against:
        "GrowthBook's SDK in a Hono route, the same rules, no storage: the visitor's attributes come with the request",
      ours,
      baseline: peer,
    },
    {
      name: "decide-growthbook-told",
      against: "the same, where ours too is told with the request what is known of the visitor: in a decision token",
      ours: byToken(hundred),
      baseline: peer,
    },
  ];
}

async function openSlots(url: string, key: string, slots: object[]): Promise<Shop> {
  const { writeKey, token } = await callWorker(siteCalls.create, { url, token: ROOT_TOKEN, body: { key, name: key } });
  const params = { site: key };
  await callWorker(configCalls.saveDraft, { url, token, params, body: { slots } });
  const { version: baseVersion } = await callWorker(configCalls.get, { url, token, params });
  await callWorker(configCalls.publish, { url, token, params, body: { baseVersion, note: "For the benchmark" } });
  return await withPeople({ url, site: key, writeKey, token, people: [] }, PEOPLE);
}

async function attributesOf({ url, site, token }: Shop, id: string) {
  const { segment, totals } = await callWorker(visitorCalls.get, { url, token, params: { site, id } });
  return { segment: segment.key, orders: totals.orders, pageViews: totals.pageViews };
}

/** A comparison of speed is one only where both decide alike. */
async function expectSame(url: string, body: string, peerUrl: string, peerBody: string): Promise<void> {
  const [ours, peers] = await Promise.all([decisionsAt(url, body), decisionsAt(peerUrl, peerBody)]);
  for (const [slot, { snippet }] of Object.entries(ours))
    if (peers[slot]?.snippet !== snippet) throw new Error(`${slot}: ${snippet} is not ${peers[slot]?.snippet}`);
}

async function decisionsAt(url: string, body: string): Promise<Record<string, { snippet: string | null }>> {
  const answer = await fetch(url, { method: "POST", headers: BROWSER, body });
  const { decisions }: { decisions: Record<string, { snippet: string | null }> } = JSON.parse(await answer.text());
  return decisions;
}
