import * as v from "valibot";
import { BEARER_PREFIX, LIVE_PROTOCOL, type LiveMessage, LiveMessageSchema, liveCalls } from "#shared/wire/live";
import type { Connection } from "./callWorker.ts";

/** What becomes of a socket: it opened, it was lost and will be tried again, or the visitor became part of another. */
export type SocketTurn = "open" | "lost" | "moved";

export interface Watcher {
  onMessage(message: LiveMessage): void;
  onTurn(turn: SocketTurn): void;
  /** From 0 to 1: spreads the retries of many browsers. */
  chance?(): number;
}

/** The Worker closes so when the visitor was linked to another, whose object answers from now on. */
const MOVED = 4001;

const PING_MS = 20_000;
const PONG_MS = 8_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

const NumberedSchema = v.object({ seq: v.number() });

/**
 * Follows one visitor by WebSocket, reconnects with growing pauses and resumes after the last message seen.
 *
 * @param visitorId null: the whole site's changes of segment
 * @returns ends it
 */
export function watchVisitor(connection: Connection, visitorId: string | null, watcher: Watcher): () => void {
  const socket = new VisitorSocket(connection, visitorId, watcher);
  socket.open();
  return () => socket.end();
}

class VisitorSocket {
  readonly #connection: Connection;
  readonly #visitorId: string | null;
  readonly #watcher: Watcher;
  #socket: WebSocket | null = null;
  #lastSeq: number | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isEnded = false;

  constructor(connection: Connection, visitorId: string | null, watcher: Watcher) {
    this.#connection = connection;
    this.#visitorId = visitorId;
    this.#watcher = watcher;
  }

  open(): void {
    const socket = new WebSocket(this.#address(), [LIVE_PROTOCOL, BEARER_PREFIX + this.#connection.token]);
    this.#socket = socket;
    socket.addEventListener("open", () => this.#opened(socket));
    socket.addEventListener("message", ({ data }) => this.#received(socket, data));
    socket.addEventListener("close", ({ code }) => this.#closed(socket, code));
  }

  end(): void {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = null;
  }

  #address(): string {
    const url = new URL(
      liveCalls.watch.path.replace(":site", encodeURIComponent(this.#connection.site)),
      this.#connection.origin,
    );
    url.protocol = url.protocol === "http:" ? "ws:" : "wss:";
    if (this.#visitorId !== null) url.searchParams.set("visitor", this.#visitorId);
    if (this.#lastSeq !== null) url.searchParams.set("after", String(this.#lastSeq));
    return url.href;
  }

  #opened(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#failures = 0;
    this.#pingLater(socket);
    this.#watcher.onTurn("open");
  }

  #received(socket: WebSocket, data: unknown): void {
    if (socket !== this.#socket || typeof data !== "string") return;
    this.#pingLater(socket);
    if (data === "pong") return;
    const body = parseJson(data);
    const numbered = v.safeParse(NumberedSchema, body);
    if (numbered.success) {
      // What is resumed may overlap what came: each number once.
      if (this.#lastSeq !== null && numbered.output.seq <= this.#lastSeq) return;
      this.#lastSeq = numbered.output.seq;
    }
    // A kind of message that this version does not know counts as seen.
    const message = v.safeParse(LiveMessageSchema, body);
    if (message.success) this.#watcher.onMessage(message.output);
  }

  #closed(socket: WebSocket, code: number): void {
    if (socket !== this.#socket || this.#isEnded) return;
    clearTimeout(this.#timer);
    this.#socket = null;
    if (code === MOVED) {
      this.#isEnded = true;
      this.#watcher.onTurn("moved");
      return;
    }
    const pause = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures);
    this.#failures += 1;
    const chance = this.#watcher.chance ?? Math.random;
    this.#timer = setTimeout(() => this.open(), pause * (0.5 + chance() / 2));
    this.#watcher.onTurn("lost");
  }

  /** A ping keeps the service worker awake, and tells a dead connection from a quiet one. */
  #pingLater(socket: WebSocket): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      socket.send("ping");
      this.#timer = setTimeout(() => {
        // A dead connection may take minutes to report its end: it is given up here.
        this.#closed(socket, 1006);
        socket.close();
      }, PONG_MS);
    }, PING_MS);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
