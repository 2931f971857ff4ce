import type { AuditEntry } from "#shared/wire/audit";
import type { DeedWords } from "../../words/deeds/en.ts";
import type { Spoken } from "../../words/spoken.ts";
import { own } from "./entryParts.ts";

/** The families of actions that can be looked for, as their names begin. */
export const FAMILIES = ["config", "token", "key", "visitor", "preview", "site", "refused"] as const;

interface Parts {
  readonly target: string;
  /** The target as an instant, and as the kind of a key. */
  readonly when: string;
  readonly kind: string;
  /** What the entry's detail says by a name. */
  readonly of: (name: string) => string;
}

/** What each action's sentence names. */
const NAMED: Readonly<Record<Exclude<keyof DeedWords, "kinds">, (parts: Parts) => readonly string[]>> = {
  "site.open": ({ target }) => [target],
  "site.close": ({ target }) => [target],
  "site.restore": () => [],
  "config.draft": () => [],
  "config.discard": () => [],
  "config.publish": ({ target }) => [target],
  "config.rollback": ({ target, of }) => [target, of("to")],
  "config.schedule": ({ when }) => [when],
  "config.schedule.cancel": ({ when }) => [when],
  "config.schedule.lapse": ({ when }) => [when],
  "token.create": ({ of }) => [of("name"), of("role")],
  "token.revoke": ({ of }) => [of("name"), of("role")],
  "key.rotate": ({ kind }) => [kind],
  "visitor.link": () => [],
  "visitor.unlink": () => [],
  "visitor.export": () => [],
  "visitor.erase": () => [],
  "visitor.withdraw": () => [],
  "visitor.counted": ({ of }) => [of("action"), of("count"), of("day")],
  "preview.create": () => [],
  refused: ({ target }) => [target],
};

/** What was done, in a sentence; of an action of a later release, as the log has it. */
export function deedInWords({ action, target, detail }: AuditEntry, deeds: DeedWords, spoken: Spoken): string {
  if (!isTold(action)) return `${action} · ${target}`;
  const say: (...named: string[]) => string = deeds[action];
  const of = (name: string) => {
    const value = own(detail ?? {}, name);
    return typeof value === "string" || typeof value === "number" ? String(value) : "?";
  };
  const when = Number.isNaN(Date.parse(target)) ? target : spoken.instant(target);
  return say(...NAMED[action]({ target, when, kind: own(deeds.kinds, target) ?? target, of }));
}

function isTold(action: string): action is keyof typeof NAMED {
  return Object.hasOwn(NAMED, action);
}
