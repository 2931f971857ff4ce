import type { HistoryEntry } from "#shared/segments/history";
import type { Model } from "#shared/segments/model";
import type { Visitor } from "#shared/visitor/visitor";
import { LIVE_PROTOCOL, type LiveMessage } from "#shared/wire/live";
import { liveMessages } from "#shared/wire/visitorAnswers";
import { earnedBy, eventOf } from "./visitorAnswers.ts";
import type { LogEntry } from "./visitorLog.ts";
import type { VisitorStore } from "./visitorStore.ts";

/** Live messages are numbered by the log entry they come from, and their place in it. */
const PLACES = 100_000;
/** Closed so when the visitor has become part of another: ask who it is now and watch that one. */
const MOVED = 4001;

/** What is told of one log entry. */
interface Told {
  readonly seq: number;
  readonly entry: LogEntry;
  /** The history's last entry before. */
  readonly before: HistoryEntry | null;
  /** With all that the log holds. */
  readonly visitor: Visitor;
}

/** The hibernating sockets of marketers who watch this visitor. */
export class VisitorSockets {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** Opens a socket; `?after=SEQ` first brings what was missed since. */
  accept(request: Request, store: VisitorStore, visitor: Visitor, model: Model): Response {
    const { 0: client, 1: server } = new WebSocketPair();
    this.#ctx.acceptWebSocket(server);
    const after = new URL(request.url).searchParams.get("after");
    if (after !== null && /^\d{1,15}$/.test(after)) {
      let before: HistoryEntry | null = null;
      for (const { seq, entry } of store.entries()) {
        const isNew = seq >= Math.floor(Number(after) / PLACES);
        if (isNew)
          for (const message of messagesOf({ seq, entry, before, visitor }, model))
            if (message.seq > Number(after)) server.send(JSON.stringify(message));
        before = entry.history?.at(-1) ?? before;
      }
    }
    return new Response(null, { status: 101, webSocket: client, headers: { "sec-websocket-protocol": LIVE_PROTOCOL } });
  }

  /** Tells all watchers what an entry added. */
  tell(told: Told, model: Model): void {
    const sockets = this.#ctx.getWebSockets();
    if (sockets.length === 0) return;
    const texts = messagesOf(told, model).map((message) => JSON.stringify(message));
    for (const socket of sockets) {
      try {
        for (const text of texts) socket.send(text);
      } catch {
        // A socket that is going away misses these and asks for them when it comes back.
      }
    }
  }

  close(reason: string): void {
    for (const socket of this.#ctx.getWebSockets()) socket.close(MOVED, reason);
  }
}

function messagesOf({ seq, entry, before, visitor }: Told, model: Model): LiveMessage[] {
  const earned = earnedBy(visitor, model);
  const events = (entry.messages ?? []).map((stored) => eventOf(stored, entry, seq, earned));
  return liveMessages(seq * PLACES, events, entry.history ?? [], before);
}
