import { beforeEach, describe, expect, it } from "vitest";
import { anonymousId, eraseAll, forgetVisitor, randomUuid, rememberUser, userId } from "./identity.ts";

beforeEach(eraseAll);

describe("randomUuid", () => {
  it("makes version 4 UUIDs, never the same", () => {
    const made = Array.from({ length: 500 }, randomUuid);
    for (const id of made) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(new Set(made).size).toBe(500);
  });
});

describe("anonymousId", () => {
  it("stays the same, in cookie and copy", () => {
    const id = anonymousId();
    expect(anonymousId()).toBe(id);
    expect(document.cookie).toContain(`rfedge_id=${id}`);
    expect(localStorage.getItem("rfedge_id")).toBe(id);
  });

  it("follows the cookie, which another tab may have changed", () => {
    anonymousId();
    const other = randomUuid();
    Reflect.set(document, "cookie", `rfedge_id=${other};path=/`);
    expect(anonymousId()).toBe(other);
    expect(localStorage.getItem("rfedge_id")).toBe(other);
  });

  it("is chosen by no link", () => {
    const theirs = randomUuid();
    history.replaceState(null, "", `/?ajs_aid=${theirs}&ajs_uid=victim&rfedge_id=${theirs}#rfedge_id=${theirs}`);
    expect(anonymousId()).not.toBe(theirs);
    expect(userId()).toBe("");
    history.replaceState(null, "", "/");
  });
});

describe("rememberUser", () => {
  it("keeps the visitor that signs in", () => {
    const id = anonymousId();
    rememberUser("u1");
    rememberUser("u1");
    expect([userId(), anonymousId()]).toEqual(["u1", id]);
  });

  it("makes another visitor of another person", () => {
    const id = anonymousId();
    rememberUser("u1");
    rememberUser("u2");
    expect(userId()).toBe("u2");
    expect(anonymousId()).not.toBe(id);
  });
});

describe("forgetVisitor", () => {
  it("forgets both ids and leaves waiting messages", () => {
    const id = anonymousId();
    rememberUser("u1");
    localStorage.setItem("rfedge.1", "{}");
    forgetVisitor();
    expect(userId()).toBe("");
    expect(anonymousId()).not.toBe(id);
    expect(localStorage.getItem("rfedge.1")).toBe("{}");
  });
});

describe("eraseAll", () => {
  it("leaves nothing of ours and all of the site's", () => {
    anonymousId();
    rememberUser("u1");
    localStorage.setItem("rfedge.1", "{}");
    localStorage.setItem("basket", "2");
    eraseAll();
    expect(Object.keys(localStorage)).toEqual(["basket"]);
    expect(document.cookie).not.toMatch(/rfedge_id=./);
  });
});
