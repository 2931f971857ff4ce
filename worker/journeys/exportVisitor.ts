import type { FindingRow } from "../objects/site/findingStore.ts";
import type { SightingQuery, SightingRow } from "../objects/site/sightingStore.ts";
import { directoryStub, identityStubs, siteStub, type VisitorStub, visitorById } from "../objects/stubs.ts";
import type { Holdings } from "../objects/visitor/holdings.ts";
import type { LogEntry } from "../objects/visitor/visitorLog.ts";
import type { Membership, ReadAnswer, ReadRequest } from "../objects/visitor/visitorRequests.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { resolveVisitor } from "./resolveVisitor.ts";

const PAGE = 500;

/** A log's entries, numbered as they are stored. */
type Numbered = { readonly seq: number } & LogEntry;

/** All that is held about a person but what may be long, each part as its object answers it. */
export type Held = Awaited<ReturnType<typeof gather>>;

/** A person, and what may be long about them, to be read part by part. */
export interface PersonExport {
  readonly whole: Membership;
  held(): Promise<Held>;
  /** Their events, newest first, a page at a time. */
  events(): AsyncGenerator<Awaited<ReturnType<typeof eventsFrom>>["events"]>;
  /** The logs of the visitor and of all who are linked to it, a page of one at a time. */
  logs(): AsyncGenerator<{ readonly visitor: string; readonly entries: readonly Numbered[]; readonly isLast: boolean }>;
  /** The models of these versions, and the configurations that they are of. */
  models(versions: readonly number[]): ReturnType<typeof modelsOf>;
}

/**
 * All that is held about a person, wherever it is held: with the visitor's object and those of whoever was linked to it, in the directory, with the
 * judges over user ids and with the site.
 *
 * @param id a visitor id, a user id or an anonymous id
 * @returns null: nobody is known by it
 */
export async function exportVisitor(
  env: Env,
  site: PublishedSite,
  id: string,
  now: number,
): Promise<PersonExport | null> {
  const request = { site: site.key, version: site.model.version, now };
  const resolved = await resolveVisitor(env, site, id, (stub) => stub.membership(request));
  if (resolved === null) return null;
  const { stub, found: whole } = resolved;
  return {
    whole,
    held: () => gather(env, stub, whole, request),
    async *events() {
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await eventsFrom(stub, request, cursor ?? null);
        yield page.events;
        ({ cursor } = page);
      }
    },
    async *logs() {
      for (const visitor of membersOf(whole)) yield* logOf(env, visitor, request);
    },
    models: (versions) => modelsOf(env, site, versions),
  };
}

/** The visitor ids that a person is made of, the holder's first. */
export function membersOf({ id, parts }: Membership): string[] {
  return [id, ...parts.map((part) => part.id)];
}

async function gather(env: Env, stub: VisitorStub, whole: Membership, request: ReadRequest) {
  const members = membersOf(whole);
  const own = siteStub(env, request.site);
  const [row, history, explanation, holdings, orders, directory, traces, findings, deeds, sightings] =
    await Promise.all([
      stub.read({ ...request, withChoices: true }).then(found),
      stub.history(request).then(found),
      stub.explain({ ...request, event: null }).then(found),
      stub.holdings({ ...request, after: Number.MAX_SAFE_INTEGER }).then(found),
      ordersOf(stub, request),
      Promise.all(members.map((member) => directoryStub(env, request.site, member).held(member))),
      Promise.all(identityStubs(env, request.site).map((judge) => judge.traces(whole.userIds, members))),
      own.findings(),
      deedsOn(env, request.site, members),
      sightingsOf(env, request.site, members),
    ]);
  const ids = new Set([...whole.userIds, ...whole.anonymousIds]);
  return {
    ...{ row, history, explanation, holdings, orders, deeds, sightings },
    directory: directory.filter((held) => held !== null),
    claims: traces.flatMap(({ claims }) => claims),
    comings: traces.flatMap(({ comings }) => comings),
    findings: findings.filter((finding: FindingRow) => ids.has(finding.id)),
  };
}

async function ordersOf(stub: VisitorStub, request: ReadRequest) {
  const orders = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = found(await stub.orders({ ...request, cursor: cursor ?? null, limit: PAGE }));
    orders.push(...page.orders);
    ({ cursor } = page);
  }
  return orders;
}

async function eventsFrom(stub: VisitorStub, request: ReadRequest, cursor: string | null) {
  return found(await stub.events({ ...request, cursor, limit: PAGE }));
}

async function* logOf(env: Env, visitor: string, request: ReadRequest) {
  for (let after: number | null = 0; after !== null; ) {
    const stub = visitorById(env, visitor);
    if (stub === null) return;
    const page: Holdings = found(await stub.holdings({ ...request, after }));
    const entries = page.entries.map(({ seq, entry }): Numbered => ({ seq, ...entry }));
    yield { visitor, entries, isLast: page.next === null };
    after = page.next;
  }
}

/** What was done to these, newest first. */
async function deedsOn(env: Env, site: string, targets: readonly string[]) {
  const deeds = [];
  const any = { after: null, actor: null, action: null, targets };
  for (let before: number | null = null; ; ) {
    const { rows, next } = await siteStub(env, site).auditPage({ ...any, before });
    deeds.push(...rows);
    if (next === null) return deeds;
    before = next;
  }
}

/** Who has looked at these, newest day first. */
async function sightingsOf(env: Env, site: string, visitors: readonly string[]) {
  const sightings: SightingRow[] = [];
  for (let after: SightingQuery["after"] = null; ; ) {
    const { page, next } = await siteStub(env, site).sightings({ visitors, actor: null, after });
    sightings.push(...page);
    const last = page.at(-1);
    if (next === null || last === undefined) return sightings;
    after = [last.day, last.actor, last.visitor, last.how];
  }
}

async function modelsOf(env: Env, site: PublishedSite, versions: readonly number[]) {
  const { models } = await siteStub(env, site.key).models(versions);
  // A model of before models had numbers of their own bears its configuration's.
  const unlisted = versions.filter((version) => !models.some((model) => model.version === version));
  const wanted = [...new Set([...models.map(({ config }) => config), ...unlisted])];
  const configurations = [];
  for (const version of wanted) {
    const published = await siteStub(env, site.key).version(version);
    if (published !== null) configurations.push({ version, body: published.body });
  }
  return { models, configurations };
}

/** @throws Problem `unavailable` where the visitor has been linked or erased meanwhile */
function found<T>(answer: ReadAnswer<T>): T {
  if (answer.kind === "found") return answer.found;
  throw new Problem("unavailable", "This visitor is on the move: try again", { retryAfter: 2 });
}
