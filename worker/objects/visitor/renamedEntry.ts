import type { Apart, Ends, Joint, LogEntry, PartSeed } from "./visitorLog.ts";

/** Which visitor id stands for another. */
export type NewIdOf = (id: string) => string;

/** An entry with every visitor id in it replaced. What was said, to the last letter, stays. */
export function renamedEntry(entry: LogEntry, idOf: NewIdOf): LogEntry {
  const { part, joins, leaves, keeps, apart, to, ends } = entry;
  return {
    ...entry,
    ...(part !== undefined && { part: idOf(part) }),
    ...(joins && { joins: joins.map((joint) => renamedBranch(joint, idOf)) }),
    ...(leaves && {
      leaves: { ...leaves, id: idOf(leaves.id), parts: leaves.parts.map((seed) => renamedBranch(seed, idOf)) },
    }),
    ...(keeps && { keeps: keeps.map(idOf) }),
    ...(apart && { apart: apart.map((one) => renamedApart(one, idOf)) }),
    ...(to !== undefined && { to: idOf(to) }),
    ...(ends && { ends: renamedEnds(ends, idOf) }),
  };
}

/** The ids of other visitors that an entry names. */
export function idsIn(entry: LogEntry): Set<string> {
  const ids = new Set<string>();
  renamedEntry(entry, (id) => {
    ids.add(id);
    return id;
  });
  return ids;
}

function renamedBranch<B extends Joint | PartSeed>(branch: B, idOf: NewIdOf): B {
  return { ...branch, id: idOf(branch.id), under: idOf(branch.under) };
}

function renamedEnds({ parts, erased, ...ends }: Ends, idOf: NewIdOf): Ends {
  const theirs = erased?.map((erasure) => ({ ...erasure, visitor: idOf(erasure.visitor) }));
  return { ...ends, parts: parts.map(idOf), ...(theirs && { erased: theirs }) };
}

function renamedApart(one: Apart, idOf: NewIdOf): Apart {
  return { ...one, id: idOf(one.id), ...(one.of !== undefined && { of: idOf(one.of) }) };
}
