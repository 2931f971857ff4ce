import { type ReadonlySignal, signal } from "@preact/signals";
import { CHAIN_BEGIN, followChain } from "#shared/privacy/auditChain";
import type { AuditEntry } from "#shared/wire/audit";
import type { Trouble } from "../messages.ts";
import { askBackground } from "./askBackground.ts";
import type { Called, Value } from "./callForPage.ts";
import { createFigure, type Figure } from "./figure.ts";

/** What of the log is looked at: text of an actor's name, and an action's family; empty: any. */
export interface AuditSought {
  readonly actor: string;
  readonly action: string;
}

/** The entries that are shown, newest first. */
export interface AuditShown {
  readonly entries: readonly AuditEntry[];
  /** Where older ones go on; null: there are none. */
  readonly cursor: string | null;
  /** What stood between at the last try. */
  readonly trouble: Trouble | null;
  readonly isBusy: boolean;
}

/** A whole log as a file, and where its chain breaks, if it does. */
export interface AuditSaved {
  readonly text: string;
  readonly count: number;
  readonly brokenAt: number | null;
}

/** The site's audit log, for admins. */
export interface AuditState {
  readonly chain: Figure<Value<"auditChain">, null>;
  /** The site's configuration, by which it is named. */
  readonly config: Figure<Value<"config">, null>;
  readonly sought: ReadonlySignal<AuditSought>;
  readonly shown: ReadonlySignal<AuditShown>;
  /** How many entries have been read for the file that is under way; null: none is. */
  readonly saving: ReadonlySignal<number | null>;
  search(sought: AuditSought): Promise<void>;
  /** Reads on, or tries again. */
  readMore(): Promise<void>;
  /** Reads the log from its first entry to its last, an entry a line; null: it could not be read to its end. */
  save(): Promise<AuditSaved | null>;
  /** Reads the newest entries, and follows the chain. */
  refresh(): void;
}

/** The Worker looks through so much of a long log at a time; so often it is asked before the marketer is. */
const MOST_PARTS = 20;
const NOTHING: AuditShown = { entries: [], cursor: null, trouble: null, isBusy: false };

/** Begins with nothing, until it is refreshed. */
export function createAuditState(): AuditState {
  const chain = createFigure<Value<"auditChain">, null>(null, () => askBackground("auditChain"));
  const config = createFigure<Value<"config">, null>(null, () => askBackground("config"));
  const sought = signal<AuditSought>({ actor: "", action: "" });
  const shown = signal<AuditShown>(NOTHING);
  const saving = signal<number | null>(null);
  let turn = 0;
  const read = async (from: AuditShown) => {
    turn += 1;
    const mine = turn;
    shown.value = { ...from, trouble: null, isBusy: true };
    let found = from;
    for (let part = 0; part < MOST_PARTS; part++) {
      const query = { ...queryOf(sought.value), ...(found.cursor !== null && { cursor: found.cursor }) };
      const answer = await askBackground("audit", { query });
      if (mine !== turn) return;
      if (!answer.ok) {
        shown.value = { ...found, trouble: answer.trouble, isBusy: false };
        return;
      }
      const { entries, cursor } = answer.value;
      found = { ...found, entries: [...found.entries, ...entries], cursor, trouble: null };
      if (entries.length > 0 || cursor === null) break;
    }
    shown.value = { ...found, isBusy: false };
  };
  const save = async (): Promise<AuditSaved | null> => {
    const lines: string[] = [];
    let link = CHAIN_BEGIN;
    let brokenAt: number | null = null;
    let after: string | null = "0";
    while (after !== null) {
      saving.value = lines.length;
      const answer = await entriesAfter(after);
      if (!answer.ok) return null;
      const { entries, cursor } = answer.value;
      if (brokenAt === null) ({ end: link, brokenAt } = followChain(entries, link));
      for (const entry of entries) lines.push(`${JSON.stringify(entry)}\n`);
      after = cursor;
    }
    return { text: lines.join(""), count: lines.length, brokenAt };
  };
  const refresh = () => {
    void chain.refresh();
    void config.refresh();
    void read(NOTHING);
  };
  return {
    ...{ chain, config, sought, shown, saving, refresh },
    search: (wanted) => {
      sought.value = wanted;
      return read(NOTHING);
    },
    readMore: () => read(shown.value),
    save: async () => {
      try {
        return await save();
      } finally {
        saving.value = null;
      }
    },
  };
}

function entriesAfter(after: string): Promise<Called<"audit">> {
  return askBackground("audit", { query: { after } });
}

function queryOf({ actor, action }: AuditSought): Readonly<Record<string, string>> {
  return { ...(actor !== "" && { actor }), ...(action !== "" && { action }) };
}
