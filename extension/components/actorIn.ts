import type { AuditWords } from "../words/audit/en.ts";

/** Who did something: by name, and by which token. */
export interface Actor {
  readonly name: string;
  readonly token: string | null;
}

/**
 * Who did it, by name: whoever has no token is named by what they are.
 *
 * @param actor as the audit log, a draft and a version name their author
 */
export function actorIn(actor: string, { actors }: Pick<AuditWords, "actors">): Actor {
  const [, name = actor, token = null] = /^(.*) \(([0-9a-f-]{36})\)$/s.exec(actor) ?? [];
  if (token !== null) return { name, token };
  const known: Readonly<Record<string, string>> = {
    root: actors.root,
    "write key": actors.writeKey,
    server: actors.server,
    visitor: actors.visitor,
  };
  return { name: (Object.hasOwn(known, actor) ? known[actor] : undefined) ?? actor, token: null };
}
