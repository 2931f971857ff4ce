import { type ReadonlySignal, signal } from "@preact/signals";
import type { Refusal } from "../messages.ts";
import { askBackground } from "./askBackground.ts";
import type { Value } from "./callForPage.ts";
import { createFigure, type Figure } from "./figure.ts";
import { recallAnswer } from "./keptAnswers.ts";

/** What is kept of a visitor beside scores and history: orders, links, and all events. */
export interface RecordState {
  readonly orders: Figure<Value<"orders">, string>;
  readonly links: Figure<Value<"links">, string>;
  /** Events older than those that are followed, as they were asked for; `more`: there are yet others. */
  readonly older: ReadonlySignal<{ readonly events: Value<"events">["events"]; readonly more: string | null }>;
  /** What stood between at the last change of a link. */
  readonly refusal: ReadonlySignal<{ readonly trouble: Refusal; readonly detail?: string } | null>;
  /** A link that was undone just now, and can be made again. */
  readonly undone: ReadonlySignal<{ readonly id: string; readonly other: string } | null>;
  /** Looks at a visitor from now on. */
  show(id: string): void;
  refresh(): void;
  readOlder(): Promise<void>;
  unlink(other: string): Promise<void>;
  link(other: string): Promise<void>;
}

export function createRecordState(): RecordState {
  const orders = createFigure<Value<"orders">, string>(
    "",
    (id) => askBackground("orders", { params: { id } }),
    (id) => recallAnswer("orders", { params: { id } }),
  );
  const links = createFigure<Value<"links">, string>(
    "",
    (id) => askBackground("links", { params: { id } }),
    (id) => recallAnswer("links", { params: { id } }),
  );
  const older = signal<{ events: Value<"events">["events"]; more: string | null }>({ events: [], more: null });
  const refusal = signal<{ trouble: Refusal; detail?: string } | null>(null);
  const undone = signal<{ id: string; other: string } | null>(null);
  let shown = "";
  const refresh = () => {
    if (shown === "") return;
    void orders.refresh();
    void links.refresh();
  };
  const firstCursor = async (id: string) => {
    const answer = await askBackground("events", { params: { id } });
    if (id === shown && answer.ok) older.value = { events: [], more: answer.value.cursor };
  };
  return {
    ...{ orders, links, older, refusal, undone, refresh },
    show: (id) => {
      if (id === shown) return;
      shown = id;
      older.value = { events: [], more: null };
      refusal.value = null;
      if (undone.value?.id !== id) undone.value = null;
      void orders.ask(id);
      void links.ask(id);
      void firstCursor(id);
    },
    readOlder: async () => {
      const id = shown;
      const cursor = older.value.more;
      if (cursor === null) return;
      const answer = await askBackground("events", { params: { id }, query: { cursor } });
      if (id !== shown || !answer.ok) return;
      older.value = { events: [...older.value.events, ...answer.value.events], more: answer.value.cursor };
    },
    unlink: async (other) => {
      const id = shown;
      const answer = await askBackground("unlink", { params: { id, other } });
      refusal.value = answer.ok ? null : answer;
      if (answer.ok) undone.value = { id, other };
      if (id === shown) refresh();
    },
    link: async (other) => {
      const id = shown;
      const answer = await askBackground("link", { params: { id }, body: { id: other } });
      refusal.value = answer.ok ? null : answer;
      if (answer.ok) undone.value = null;
      if (id === shown) refresh();
    },
  };
}
