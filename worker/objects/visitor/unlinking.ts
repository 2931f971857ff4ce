import { userIdsOf, type Visitor } from "#shared/visitor/visitor";
import { leavingWith } from "./linking.ts";
import type { Addition } from "./nextEntry.ts";
import { chunksOf } from "./partMessages.ts";
import type { PartSeed, StoredMessage, VisitorState } from "./visitorLog.ts";
import type { GivenUp, GiveUpRequest, PartMessages } from "./visitorRequests.ts";
import type { VisitorStore } from "./visitorStore.ts";

/** One answer holds this much, so that however long a log is it can be given back. */
const ANSWER_LETTERS = 4_000_000;

/** What a holder adds to the log when a part is to go; null: it has gone before. */
export function givingUp(state: VisitorState, { id, link, now }: GiveUpRequest): Addition | null {
  if (state.apart.some((one) => one.id === id && one.of === undefined && one.link >= link)) return null;
  const parts = leavingWith(state, id);
  const userIds = parts.flatMap((seed) => userIdsOf({ ...seed, moments: [] }));
  return { kind: "unlink", messages: [], now, leaves: { id, link, parts }, apart: [{ id, link, userIds }] };
}

/** What had come under a part that has gone, from the log, which keeps it. */
export function givenUp(
  from: string,
  store: VisitorStore,
  visitor: Visitor,
  { id, link, after }: GiveUpRequest,
): GivenUp {
  const entries = [...store.entries()];
  const leaves = entries.findLast(({ entry }) => entry.leaves?.id === id && entry.leaves.link === link)?.entry.leaves;
  const parts = leaves?.parts ?? [];
  const ids = new Set(parts.map((part) => part.id));
  const messages: PartMessages[] = [];
  let letters = 0;
  let next: number | null = null;
  for (const { seq, entry } of entries) {
    if (seq <= after || entry.part === undefined || !ids.has(entry.part) || !entry.messages) continue;
    if (letters > ANSWER_LETTERS) break;
    next = seq;
    letters += JSON.stringify(entry.messages).length;
    messages.push({ part: entry.part, messages: entry.messages.map((one) => ({ receivedAt: entry.at, ...one })) });
  }
  const isAll = letters <= ANSWER_LETTERS;
  return { parts, messages, next: isAll ? null : next, from, userIds: userIdsOf(visitor) };
}

/** What the other adds to their log once it is theirs again: what came meanwhile, part by part, and last that they are apart. */
export function takingBack(id: string, { parts }: VisitorState, given: GivenUp, now: number): Addition[] {
  const others = given.parts.filter((part) => part.id !== id);
  const self = given.parts.find((part) => part.id === id);
  const chunks = chunksOf(messagesOf(given, id));
  const last = chunks.pop() ?? [];
  const apart = [{ id: given.from, link: self?.link ?? 0, userIds: given.userIds }];
  if (self !== undefined && self.under !== given.from) apart.push({ id: self.under, link: self.link, userIds: [] });
  return [
    ...others.flatMap((part) =>
      chunksOf(messagesOf(given, part.id)).map(
        (messages): Addition => ({
          ...whoOf(part),
          kind: "reclaim",
          messages,
          now,
          part: part.id,
          joins: [jointOf(part)],
        }),
      ),
    ),
    ...chunks.map((messages): Addition => ({ kind: "reclaim", messages, now })),
    {
      ...(self && whoOf(self)),
      kind: "unlink",
      messages: last,
      now,
      apart,
      keeps: self === undefined ? parts.map((part) => part.id) : others.map((part) => part.id),
    },
  ];
}

function messagesOf(given: GivenUp, id: string): StoredMessage[] {
  return given.messages.flatMap(({ part, messages }) => (part === id ? messages : []));
}

function whoOf({
  anonymousIds,
  userId,
  formerUserIds,
  heardAt,
}: PartSeed): Pick<Addition, "anonymousIds" | "userId" | "formerUserIds" | "heardAt"> {
  return {
    anonymousIds,
    ...(userId !== null && { userId }),
    ...(formerUserIds && { formerUserIds }),
    ...(heardAt !== undefined && { heardAt }),
  };
}

function jointOf({ id, under, link, by, at, bornAt }: PartSeed) {
  return { id, under, link, by, at, bornAt };
}
