import type { Model } from "#shared/segments/model";
import { splitVisitor } from "#shared/visitor/mergeVisitors";
import { userIdsOf, type Visitor } from "#shared/visitor/visitor";
import { foldEntry } from "./foldEntry.ts";
import { type Addition, type NextEntry, storedOf } from "./nextEntry.ts";
import type { Joint, LogEntry, Part, PartSeed, VisitorState } from "./visitorLog.ts";
import type {
  AbsorbRequest,
  ForwardAnswer,
  KnownRequest,
  LinkAnswer,
  LinkRequest,
  Membership,
  RecordAnswer,
  RecordRequest,
  Via,
} from "./visitorRequests.ts";

const HOUR_MS = 3_600_000;

/** Who a visitor is made of, as others are told. */
export function membershipOf(id: string, { visitor, own, parts, apart, bornAt }: VisitorState): Membership {
  return {
    id,
    userIds: userIdsOf(visitor),
    anonymousIds: visitor.anonymousIds,
    own: { anonymousIds: own.anonymousIds, userId: own.userId },
    parts: parts.map(seedOf),
    apart: apart.map((one) => one.id),
    bornAt,
  };
}

/** Whom to ask instead of a visitor who was linked away. */
export function forwardAnswer(id: string, { forward, bornAt }: VisitorState): ForwardAnswer | null {
  if (forward === null) return null;
  const { to, link, by, at, absorbed } = forward;
  return { kind: "forward", to, absorbed, via: { id, link, by, at, bornAt } };
}

/** Where a message belongs: to the visitor or to a part, known or new; else who is to be asked, and be it whoever forwarded it and is no part any more. */
export function placeOf(
  id: string,
  state: VisitorState,
  via: readonly Via[] = [],
): { readonly joins: Joint[] } | ForwardAnswer {
  const forward = forwardAnswer(id, state);
  if (forward !== null) return forward;
  const last = via.at(-1);
  if (last === undefined) return { joins: [] };
  const known = state.parts.find((part) => part.id === last.id);
  const isApart = state.apart.some((one) => one.id === last.id && one.link >= last.link);
  if (known === undefined ? isApart : known.link > last.link) return { kind: "forward", to: last.id, absorbed: true };
  return { joins: via.map((one, index) => ({ ...one, under: via[index + 1]?.id ?? id })) };
}

/**
 * The part that a message belongs to; undefined: the visitor's own. What came from a device is that device's;
 * what names a user alone is whose that user id is.
 */
function partOf(
  state: VisitorState,
  { anonymousId, userId, via = [] }: Pick<RecordRequest, "anonymousId" | "userId" | "via">,
): string | undefined {
  const isNamed = (visitor: Visitor) => userId !== null && userIdsOf(visitor).includes(userId);
  if (anonymousId === null && isNamed(state.own)) return undefined;
  const owner = anonymousId === null ? state.parts.find(({ visitor }) => isNamed(visitor)) : undefined;
  return owner?.id ?? via[0]?.id;
}

/** What becomes of the user id that messages name: it is known or taken (`userId` where it is new), left alone, or others must be asked. */
export function namingOf(
  id: string,
  { visitor, apart }: VisitorState,
  { userId, isHolder, renames }: RecordRequest,
  isRefused: (userId: string) => boolean,
): { userId?: string } | Exclude<RecordAnswer, { kind: "recorded" }> {
  if (userId === null) return {};
  if (userIdsOf(visitor).includes(userId)) return renames ? { userId } : {};
  const elsewhere = apart.find(({ userIds }) => userIds.includes(userId));
  if (isHolder && elsewhere !== undefined) return { kind: "forward", to: elsewhere.id, absorbed: true };
  if (visitor.userId !== null && !(isHolder && renames)) return { kind: "another" };
  if (isHolder) return { userId };
  return elsewhere !== undefined || isRefused(userId) ? {} : { kind: "claim", id };
}

/**
 * Messages as an addition to the log of whoever they belong to.
 *
 * @param belonging the place and the name that were found for them
 */
export function saidTo(
  state: VisitorState,
  request: RecordRequest,
  belonging: { readonly joins: Joint[]; readonly userId?: string },
): Addition {
  const { anonymousId, now, messages, imported = false } = request;
  const part = partOf(state, request);
  return {
    kind: "events",
    messages: messages.map((message) => storedOf(message, imported)),
    now,
    part,
    anonymousIds: anonymousId === null ? undefined : [anonymousId],
    joins: belonging.joins,
    userId: belonging.userId,
    provenIds: provenBy(state, request, belonging),
  };
}

/** The user id that messages prove to be that of the device they come from; undefined where it names somebody else, or nobody yet. */
function provenBy(
  { visitor }: VisitorState,
  { anonymousId, userId, isProven }: RecordRequest,
  naming: { readonly userId?: string },
): string[] | undefined {
  if (!isProven || anonymousId === null || userId === null) return undefined;
  return naming.userId === userId || userIdsOf(visitor).includes(userId) ? [userId] : undefined;
}

/**
 * Whether whoever asks has proved to be this visitor: by every user id that names the visitor, so that nobody gains by giving another a new name.
 *
 * @param anonymousId whom they say they are
 * @param userId what their request itself proves
 */
export function isProvenTo(
  { visitor, own, parts }: VisitorState,
  { anonymousId = null, provenId = null }: Pick<KnownRequest, "anonymousId" | "provenId">,
): boolean {
  const names = userIdsOf(visitor);
  if (names.length === 0) return false;
  const units = anonymousId === null ? [] : [own, ...parts.map((part) => part.visitor)];
  const unit = units.find(({ anonymousIds }) => anonymousIds.includes(anonymousId ?? ""));
  return names.every((name) => name === provenId || unit?.provenIds?.includes(name));
}

/** Why a link cannot be made; null: it can. */
export function refusalOf(id: string, state: VisitorState, request: LinkRequest): LinkAnswer | null {
  const { to, by, now } = request;
  const own = [id, ...state.parts.map((part) => part.id)];
  if (own.includes(to.id)) return { kind: "same" };
  const forward = forwardAnswer(id, state);
  if (forward !== null) return forward;
  const said = request.userId === null ? [] : [request.userId];
  if (areTwo(to.userIds, said) || areTwo([...to.userIds, ...said], userIdsOf(state.visitor)))
    return { kind: "another" };
  if (by === "marketer") return null;
  const members = [to.id, ...to.parts.map((part) => part.id)];
  if (state.apart.some((one) => members.includes(one.id)) || to.apart.some((one) => own.includes(one)))
    return { kind: "apart" };
  const recent = state.linkedAt.filter((at) => at > now - HOUR_MS);
  return recent.length >= request.maxLinksPerHour ? { kind: "limit" } : null;
}

/** What a holder adds to the log when a part joins, or why it cannot. */
export function absorbing(
  id: string,
  state: VisitorState,
  request: AbsorbRequest,
): { addition: Addition } | { kind: "another" | "apart" } {
  const { joins, userIds, apart, part, who, messages, now } = request;
  const [root] = joins;
  if (state.apart.some((one) => one.id === root?.id && one.of === undefined && one.link >= root.link))
    return { kind: "apart" };
  if (areTwo(userIdsOf(state.visitor), userIds)) return { kind: "another" };
  const known = new Set(state.apart.map((one) => `${one.id} ${one.of ?? ""}`));
  const { anonymousIds, userId, formerUserIds, provenIds, heardAt } = who;
  return {
    addition: {
      kind: "absorb",
      messages,
      now,
      joins: joins.filter((joint) => joint.id !== id),
      ...(part !== id && { part }),
      anonymousIds,
      ...(userId !== null && { userId }),
      ...(formerUserIds && { formerUserIds }),
      ...(provenIds && { provenIds }),
      ...(heardAt !== undefined && { heardAt }),
      apart: apart.filter((one) => one.id !== id && !known.has(`${one.id} ${one.of ?? ""}`)),
    },
  };
}

/** The entry with which a visitor's forwarding address begins. */
export function forwardEntry(state: VisitorState, model: Model, request: LinkRequest): NextEntry {
  const { to, by, now, anonymousId } = request;
  const { anonymousIds } = state.own;
  return entered(state, model, {
    kind: "forward",
    at: now,
    to: to.id,
    by,
    ...(anonymousId !== null &&
      !anonymousIds.includes(anonymousId) && { anonymousIds: [...anonymousIds, anonymousId].sort() }),
  });
}

/** The entry that says the holder has all: from now on nobody counts this visitor. */
export function absorbedEntry(state: VisitorState, model: Model, to: string, now: number): NextEntry {
  return entered(state, model, { kind: "forward", at: now, to, absorbed: true, ...changesOf(state) });
}

/**
 * The entry with which a visitor gives the forwarding address up.
 *
 * @param reclaims what came by it is still to be asked for
 */
export function withdrawEntry(state: VisitorState, model: Model, now: number, reclaims: boolean): NextEntry {
  return entered(state, model, { kind: "withdraw", at: now, ...(reclaims && { reclaims: true }), ...changesOf(state) });
}

/** All that leaves with a part. */
export function leavingWith({ parts }: VisitorState, id: string): PartSeed[] {
  return splitVisitor(parts, id).leave.map(seedOf);
}

function areTwo(userIds: readonly string[], others: readonly string[]): boolean {
  return userIds.length > 0 && others.length > 0 && !others.some((userId) => userIds.includes(userId));
}

/** Whoever never stood anywhere is in no figure: there is nothing to take back. */
function changesOf({ last }: VisitorState): Pick<LogEntry, "changes"> {
  return last === null ? {} : { changes: true };
}

function entered(state: VisitorState, model: Model, said: Omit<LogEntry, "model">): NextEntry {
  const entry: LogEntry = { ...said, model: model.version, delivered: state.delivered };
  return { entry, state: foldEntry(state, state.seq + 1, entry, model.conversions), accepted: [] };
}

function seedOf({ visitor, ...joint }: Part): PartSeed {
  const { anonymousIds, userId, formerUserIds, heardAt } = visitor;
  const former = formerUserIds === undefined ? {} : { formerUserIds };
  return { ...joint, anonymousIds, userId, ...former, ...(heardAt !== undefined && { heardAt }) };
}
