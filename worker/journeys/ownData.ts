import { askKnown, identityStub, siteStub, type VisitorStub, visitorById, visitorStub } from "../objects/stubs.ts";
import type { Erased, Membership, ReadAnswer, ReadRequest } from "../objects/visitor/visitorRequests.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import type { OwnHoldings } from "../render/own/heldMarkup.ts";
import { eraseVisitor } from "./eraseVisitor.ts";
import { exportText, streamOf } from "./exportText.ts";
import { exportVisitor } from "./exportVisitor.ts";
import { askFrom } from "./resolveVisitor.ts";
import { withdrawConsent } from "./withdrawConsent.ts";
import { withoutNames } from "./withoutNames.ts";

/** Who asks for what is theirs: a browser by its own cookie, a signed-in person by the site's proof. */
export interface OwnAsker {
  readonly anonymousId: string | null;
  readonly provenId: string | null;
  readonly now: number;
}

/** Whose data it is; `unproven`: somebody with a user id, whom a cookie alone does not prove. */
export type Own =
  | { readonly kind: "nobody" | "unproven" }
  | { readonly kind: "own"; readonly whole: Membership; readonly stub: VisitorStub };

const SHOWN = 50;

/**
 * Finds whose data a request may see. Whoever has no user id is proven by the cookie that their browser alone has, as no link can set it; a user's data
 * needs the site's proof, by every user id that names them.
 */
export async function ownVisitor(
  env: Env,
  site: PublishedSite,
  { anonymousId, provenId, now }: OwnAsker,
): Promise<Own> {
  const holder = provenId === null ? null : await identityStub(env, site.key, provenId).holderOf(provenId);
  const first =
    holder === null
      ? anonymousId === null
        ? null
        : visitorStub(env, site.key, { anonymousId })
      : visitorById(env, holder);
  if (first === null) return { kind: "nobody" };
  const request = { site: site.key, version: site.model.version, now };
  const whole = await askFrom(env, first, (stub) => stub.membership(request));
  if (whole === null) return { kind: "nobody" };
  const own = { kind: "own", whole: whole.found, stub: whole.stub } as const;
  if (whole.found.userIds.length === 0) return own;
  const known = await askFrom(env, first, (stub) => askKnown(stub, { ...request, facts: [], provenId }));
  return known?.found.proven === true ? own : { kind: "unproven" };
}

type Proven = Extract<Own, { kind: "own" }>;

/** What is held of somebody, as far as a page shows it; null: they have just gone. @throws Problem as `stayProven` */
export async function ownHoldings(site: PublishedSite, own: Proven, now: number): Promise<OwnHoldings | null> {
  const { stub } = own;
  const request = { site: site.key, version: site.model.version, now };
  const page = { ...request, cursor: null, limit: SHOWN };
  const [row, history, orders, events, holdings] = await Promise.all([
    stub.read(request),
    stub.history(request),
    stub.orders(page),
    stub.events(page),
    stub.holdings({ ...request, after: Number.MAX_SAFE_INTEGER }),
  ]);
  if (row.kind !== "found") return null;
  await stayProven(own, request);
  return {
    row: row.found,
    history: foundIn(history) ?? [],
    orders: foundIn(orders)?.orders ?? [],
    events: foundIn(events)?.events ?? [],
    choices: foundIn(holdings)?.consent ?? [],
  };
}

/**
 * Whoever is made of other ids by now than when it was judged what is theirs may be given what is somebody else's. So each part of an answer is looked
 * at once more before it leaves.
 *
 * @throws Problem `unavailable`
 */
async function stayProven({ whole, stub }: Proven, request: ReadRequest): Promise<void> {
  const now = foundIn(await stub.membership(request));
  if (now === null || idsOf(now) !== idsOf(whole))
    throw new Problem("unavailable", "This visitor is on the move: try again", { retryAfter: 2 });
}

function idsOf({ id, parts, anonymousIds, userIds }: Membership): string {
  return JSON.stringify([id, parts.map((part) => part.id).sort(), [...anonymousIds].sort(), [...userIds].sort()]);
}

/**
 * All that is held of somebody, as a JSON document: as an admin exports it, but that nobody of the site is named in it.
 *
 * @returns null: they have just gone
 * @throws Problem as `stayProven`, the stream too
 */
export async function ownExport(
  env: Env,
  site: PublishedSite,
  own: Proven,
  now: number,
): Promise<ReadableStream<Uint8Array> | null> {
  const { id } = own.whole;
  const person = await exportVisitor(env, site, id, now);
  if (person === null) return null;
  const deed = { actor: "visitor", action: "visitor.export", target: id, detail: {} };
  await siteStub(env, site.key).notePublicDeed(deed, now);
  const held = await person.held();
  const look = () => stayProven(own, { site: site.key, version: site.model.version, now });
  await look();
  const guarded = { ...person, events: () => each(person.events(), look), logs: () => each(person.logs(), look) };
  return streamOf(exportText(guarded, withoutNames(held), site, now));
}

async function* each<T>(parts: AsyncGenerator<T>, look: () => Promise<void>): AsyncGenerator<T> {
  for await (const part of parts) {
    await look();
    yield part;
  }
}

/** Erases what is theirs; of somebody who is not proven what came from their browser. Null: nothing was held. */
export async function eraseOwn(env: Env, site: PublishedSite, own: Own, asker: OwnAsker): Promise<Erased | null> {
  const { anonymousId, now } = asker;
  if (own.kind === "own") {
    const { id, userIds } = own.whole;
    const deed = { actor: "visitor", action: "visitor.erase", target: id, detail: { whole: true } };
    // Noted before it is done: what cannot be undone never goes unseen.
    await siteStub(env, site.key).notePublicDeed(deed, now);
    return await eraseVisitor(env, site, id, now, userIds.length === 0 ? "anonymous" : "holder");
  }
  if (own.kind === "nobody" || anonymousId === null) return null;
  return await withdrawConsent(env, site, { ...asker, anonymousId, isTrusted: false }, "visitor.erase");
}

function foundIn<T>(answer: ReadAnswer<T>): T | null {
  return answer.kind === "found" ? answer.found : null;
}
