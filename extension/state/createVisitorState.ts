import { type ReadonlySignal, signal } from "@preact/signals";
import { browser } from "wxt/browser";
import { type ShownVisitor, VISITOR_PORT, type VisitorRequest, type Wanted, type Whom } from "../messages.ts";

const RECONNECT_MS = 500;

const BLANK: ShownVisitor = {
  standing: "looking",
  visitor: null,
  history: null,
  events: null,
  facts: null,
  explained: null,
  isLive: false,
  keptAt: null,
};

/** One visitor as a page of the extension follows them: whoever is in a tab, or one of its choice. */
export interface VisitorState {
  readonly shown: ReadonlySignal<ShownVisitor>;
  follow(whom: Whom | null): void;
  explain(wanted: Wanted | null): void;
  retry(): void;
}

/** Follows nobody yet. The background may be ended and begun anew meanwhile: it is told again. */
export function createVisitorState(): VisitorState {
  const shown = signal(BLANK);
  let whom: Whom | null = null;
  let wanted: Wanted | null = null;
  let port: ReturnType<typeof browser.runtime.connect> | null = null;
  const say = (request: VisitorRequest) => port?.postMessage(request);
  const connect = () => {
    port = browser.runtime.connect({ name: VISITOR_PORT });
    port.onMessage.addListener((changes: Partial<ShownVisitor>) => {
      shown.value = { ...shown.value, ...changes };
    });
    port.onDisconnect.addListener(() => {
      port = null;
      shown.value = { ...shown.value, isLive: false };
      setTimeout(connect, RECONNECT_MS);
    });
    if (wanted !== null) say({ type: "explain", wanted });
    if (whom !== null) say({ type: "follow", whom });
  };
  connect();
  return {
    shown,
    follow: (next) => {
      if (JSON.stringify(next) === JSON.stringify(whom)) return;
      whom = next;
      shown.value = { ...BLANK, facts: shown.value.facts };
      say({ type: "follow", whom });
    },
    explain: (next) => {
      wanted = next;
      say({ type: "explain", wanted });
    },
    retry: () => say({ type: "retry" }),
  };
}
