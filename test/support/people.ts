import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { expect } from "vitest";
import { ChangedLinksSchema, LinksSchema } from "#shared/wire/links";
import { EventsSchema, HistorySchema, type Visitor, VisitorSchema } from "#shared/wire/visitors";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
import { askAs, type TestSite } from "./site.ts";

/** What tests of links ask of a site. */
export function peopleOf(site: () => TestSite) {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await askAs(site().token, method, `/v1/sites/${site().key}/visitors/${path}`, body);
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const idOf = (anonymousId: string) => visitorIdOf(env, site().key, { anonymousId });
  const objectOf = (id: string) => env.VISITOR.get(env.VISITOR.idFromString(id.length === 64 ? id : idOf(id)));
  return {
    idOf,
    objectOf,
    read: async (id: string) => v.parse(VisitorSchema, await ask("GET", id)),
    historyOf: async (id: string) => v.parse(HistorySchema, await ask("GET", `${id}/history`)),
    eventsOf: async (id: string) => v.parse(EventsSchema, await ask("GET", `${id}/events`)).events,
    linksOf: async (id: string) => v.parse(LinksSchema, await ask("GET", `${id}/links`)),
    link: async (id: string, other: string) =>
      v.parse(ChangedLinksSchema, await ask("POST", `${id}/links`, { id: other })),
    unlink: async (id: string, other: string) =>
      v.parse(ChangedLinksSchema, await ask("DELETE", `${id}/links/${other}`)),
    status: async (method: string, path: string, body?: unknown, credential = site().token) =>
      (await askAs(credential, method, `/v1/sites/${site().key}/visitors/${path}`, body)).status,
    /** Runs the alarms that are set, of these visitors, until none is due any more or `runs` are over. */
    settle: async (...ids: string[]) => {
      for (const id of ids) for (let runs = 0; runs < 3; runs++) await runDurableObjectAlarm(objectOf(id));
    },
  };
}

/** What a visitor is by their events alone: not who holds them, nor since when. */
export function standingOf({ totals, scores, segment, audiences, traits, kind, firstSeenAt, lastSeenAt }: Visitor) {
  return { totals, scores, segment: segment.key, audiences, traits, kind, firstSeenAt, lastSeenAt };
}

/** Everything of a visitor that a link could change, but for the history. */
export function whole(visitor: Visitor) {
  const { anonymousIds, userId, nextTransition, nextChange } = visitor;
  return { ...standingOf(visitor), anonymousIds, userId, nextTransition, nextChange };
}

/** Checks that one list of past entries goes on from another: what was written stays as it was. */
export function expectGoesOn(before: readonly object[], after: readonly object[]): void {
  const fixed = (entries: readonly object[]) => entries.map((entry) => ({ ...entry, to: null }));
  expect(fixed(after).slice(0, before.length)).toEqual(fixed(before));
}
