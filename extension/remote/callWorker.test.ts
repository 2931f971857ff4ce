import { afterEach, describe, expect, it, vi } from "vitest";
import { DEFAULTS } from "#shared/config/defaults";
import { configCalls } from "#shared/wire/config";
import { visitorCalls } from "#shared/wire/visitors";
import { aWireVisitor } from "../../test/support/wireVisitor.ts";
import { callWorker } from "./callWorker.ts";

const connection = { origin: "https://edge.example", site: "demo", token: "mt_demo_1" };
const read = (id: string) => callWorker(connection, visitorCalls.get, { params: { id } });

function answerWith(answer: () => Response | Promise<Response>) {
  const fetched = vi.fn<typeof fetch>(async () => answer());
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

afterEach(() => vi.unstubAllGlobals());

describe("callWorker", () => {
  it("asks the site's path with the token in the header alone", async () => {
    const fetched = answerWith(() => Response.json(aWireVisitor()));
    await read("a/1 ?#ä");
    const [url, init] = fetched.mock.calls[0] ?? [];
    expect(String(url)).toBe("https://edge.example/v1/sites/demo/visitors/a%2F1%20%3F%23%C3%A4");
    expect(init).toMatchObject({
      headers: { authorization: "Bearer mt_demo_1" },
      credentials: "omit",
      redirect: "error",
    });
  });

  it("answers what fits the schema, less what it does not know", async () => {
    answerWith(() => Response.json({ ...aWireVisitor(), novelty: 1 }));
    expect(await read("a")).toEqual({ ok: true, value: aWireVisitor() });
  });

  it.each([".", ".."])("refuses %s, which would step out of the path", async (id) => {
    const fetched = answerWith(() => Response.json({}));
    await expect(read(id)).resolves.toEqual({ ok: false, trouble: "unknown" });
    expect(fetched).not.toHaveBeenCalled();
  });

  it.each([
    [401, "refused"],
    [403, "forbidden"],
    [404, "unknown"],
    [429, "unreachable"],
    [500, "unreachable"],
    [503, "unreachable"],
    [418, "unreadable"],
  ])("takes status %i for %s", async (status, trouble) => {
    answerWith(() => new Response("", { status }));
    expect(await read("a")).toEqual({ ok: false, trouble });
  });

  it.each([
    ["a page in place of JSON", () => new Response("<h1>Sign in</h1>")],
    ["JSON of another shape", () => Response.json({ id: 7 })],
  ])("cannot read %s", async (_, answer) => {
    answerWith(answer);
    expect(await read("a")).toEqual({ ok: false, trouble: "unreadable" });
  });

  it("finds nobody there when the network fails", async () => {
    answerWith(() => Promise.reject(new TypeError("Failed to fetch")));
    expect(await read("a")).toEqual({ ok: false, trouble: "unreachable" });
  });

  it("sends a change with the revision that must still stand", async () => {
    const draft = { baseVersion: 1, revision: "7", config: DEFAULTS, author: null, at: null, notes: [] };
    const fetched = answerWith(() => Response.json(draft));
    const body = { site: { name: "Shop" } };
    expect(await callWorker(connection, configCalls.saveDraft, { body, ifMatch: "6" })).toMatchObject({ ok: true });
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({
      method: "PUT",
      headers: { "content-type": "application/json", "if-match": "6" },
      body: JSON.stringify(body),
    });
  });

  it.each([
    [400, "invalid"],
    [409, "overtaken"],
    [412, "overtaken"],
    [422, "invalid"],
    [429, "unreachable"],
  ])("takes status %i on a change for %s, and hands on what the Worker says of it", async (status, trouble) => {
    const faults = [{ path: "/slots/0/key", message: "must be text" }];
    answerWith(() =>
      Response.json({ type: "about:blank", title: "No", status, detail: "So.", errors: faults }, { status }),
    );
    const answer = await callWorker(connection, configCalls.publish, { body: { baseVersion: 1 } });
    expect(answer).toEqual({ ok: false, trouble, detail: "So.", faults });
  });
});
