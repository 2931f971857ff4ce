import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveMessage } from "#shared/wire/live";
import { aScoresMessage, aSegmentMessage } from "../../test/support/wireVisitor.ts";
import { type SocketTurn, watchVisitor } from "./watchVisitor.ts";

const connection = { origin: "https://edge.example", site: "demo", token: "mt_demo_1" };

/** The network's end of each socket that was opened. */
let sockets: Socket[];
let turns: SocketTurn[];
let messages: LiveMessage[];
let end: () => void;

class Socket extends EventTarget {
  readonly sent: string[] = [];
  isClosed = false;
  readonly url: string;
  readonly protocols: string[];
  constructor(url: string, protocols: string[]) {
    super();
    this.url = url;
    this.protocols = protocols;
    sockets.push(this);
  }
  send(text: string) {
    this.sent.push(text);
  }
  close() {
    this.isClosed = true;
  }
  opens() {
    this.dispatchEvent(new Event("open"));
  }
  says(data: unknown) {
    this.dispatchEvent(new MessageEvent("message", { data: typeof data === "string" ? data : JSON.stringify(data) }));
  }
  closes(code = 1006) {
    this.dispatchEvent(Object.assign(new Event("close"), { code }));
  }
}

const socket = (index: number) => sockets[index] ?? new Socket("none", []);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Socket);
  [sockets, turns, messages] = [[], [], []];
  end = watchVisitor(connection, "ab", {
    onMessage: (message) => messages.push(message),
    onTurn: (turn) => turns.push(turn),
    chance: () => 1,
  });
});

afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("watchVisitor", () => {
  it("follows the whole site where nobody is named", () => {
    watchVisitor(connection, null, { onMessage: () => {}, onTurn: () => {} })();
    expect(socket(1).url).toBe("wss://edge.example/v1/sites/demo/live");
  });

  it("carries the token as a subprotocol and never in the address", () => {
    expect(socket(0).url).toBe("wss://edge.example/v1/sites/demo/live?visitor=ab");
    expect(socket(0).protocols).toEqual(["rfedge", "bearer.mt_demo_1"]);
  });

  it("tells each message once, in whatever connection it came", () => {
    socket(0).opens();
    for (const message of [aScoresMessage(1), aSegmentMessage(2), aSegmentMessage(2)]) socket(0).says(message);
    expect(messages.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it("resumes after the last message seen", () => {
    socket(0).opens();
    socket(0).says(aScoresMessage(300_001));
    socket(0).closes();
    vi.advanceTimersByTime(1_000);
    expect(new URL(socket(1).url).searchParams.get("after")).toBe("300001");
  });

  it("counts a kind of message that it does not know as seen", () => {
    socket(0).opens();
    socket(0).says({ type: "decision", seq: 9 });
    socket(0).closes();
    vi.advanceTimersByTime(1_000);
    expect(messages).toEqual([]);
    expect(new URL(socket(1).url).searchParams.get("after")).toBe("9");
  });

  it.each(["no JSON", '{"type":"segment"}', "[]"])("passes over %s", (text) => {
    socket(0).opens();
    socket(0).says(text);
    expect(messages).toEqual([]);
  });

  it("waits longer after each failure, thirty seconds at most, and begins anew once it has been open", () => {
    const pauses = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
    for (const [index, pause] of pauses.entries()) {
      socket(index).closes();
      vi.advanceTimersByTime(pause - 1);
      expect(sockets).toHaveLength(index + 1);
      vi.advanceTimersByTime(1);
      expect(sockets).toHaveLength(index + 2);
    }
    socket(pauses.length).opens();
    socket(pauses.length).closes();
    vi.advanceTimersByTime(1_000);
    expect(sockets).toHaveLength(pauses.length + 2);
  });

  it("gives a connection up that answers no ping", () => {
    socket(0).opens();
    vi.advanceTimersByTime(20_000);
    expect(socket(0).sent).toEqual(["ping"]);
    vi.advanceTimersByTime(8_000);
    expect(turns).toEqual(["open", "lost"]);
    expect(socket(0).isClosed).toBe(true);
  });

  it("keeps a connection that is quiet but answers", () => {
    socket(0).opens();
    for (let minute = 0; minute < 5; minute += 1) {
      vi.advanceTimersByTime(20_000);
      socket(0).says("pong");
    }
    expect(turns).toEqual(["open"]);
    expect(socket(0).sent).toHaveLength(5);
  });

  it("does not come back to a visitor who became part of another", () => {
    socket(0).opens();
    socket(0).closes(4001);
    vi.advanceTimersByTime(60_000);
    expect(turns).toEqual(["open", "moved"]);
    expect(sockets).toHaveLength(1);
  });

  it("ends for good", () => {
    socket(0).opens();
    end();
    socket(0).closes();
    vi.advanceTimersByTime(60_000);
    expect(socket(0).isClosed).toBe(true);
    expect(sockets).toHaveLength(1);
    expect(turns).toEqual(["open"]);
  });
});
