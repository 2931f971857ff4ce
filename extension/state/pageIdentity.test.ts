import { describe, expect, it } from "vitest";
import { identityOf } from "./pageIdentity.ts";

const page = (cookie: string, storage: Readonly<Record<string, string>> = {}) => ({
  cookie,
  stored: (key: string) => storage[key] ?? null,
});

describe("identityOf", () => {
  it.each([
    ["our tag's cookie", page("x=1; rfedge_id=a-1; y=2"), "a-1"],
    ["our tag's copy where cookies are blocked", page("", { rfedge_id: "a-2" }), "a-2"],
    ["our tag's id before Segment's", page("ajs_anonymous_id=s; rfedge_id=a-3"), "a-3"],
    ["Segment's cookie", page("ajs_anonymous_id=s-1"), "s-1"],
    ["Segment's quoted cookie", page("ajs_anonymous_id=%22s-2%22"), "s-2"],
    ["Segment's quoted copy", page("", { ajs_anonymous_id: '"s-3"' }), "s-3"],
    ["Segment's bare copy", page("", { ajs_anonymous_id: "s-4" }), "s-4"],
    ["a value that is no valid escape", page("rfedge_id=50%"), "50%"],
    ["an id with an equals sign", page("rfedge_id=a=b"), "a=b"],
  ])("finds %s", (_, source, id) => {
    expect(identityOf(source)).toBe(id);
  });

  it.each([
    ["nothing", page("")],
    ["a cookie whose name only ends so", page("my_rfedge_id=a-1")],
    ["an emptied cookie", page("rfedge_id=")],
    ["null, written as text", page("", { ajs_anonymous_id: "null" })],
    ["quotes around nothing", page("", { ajs_anonymous_id: '""' })],
    ["a step up in an address", page("rfedge_id=..")],
    ["an escaped step up", page("rfedge_id=%2e%2e")],
    ["an id of 10,000 characters", page(`rfedge_id=${"a".repeat(10_000)}`)],
  ])("knows nobody by %s", (_, source) => {
    expect(identityOf(source)).toBeNull();
  });
});
