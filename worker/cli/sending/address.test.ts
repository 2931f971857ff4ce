import { describe, expect, it } from "vitest";
import { tokenOf, workerUrl } from "./address.ts";

describe("workerUrl", () => {
  it("prefers the option to the environment to this machine", () => {
    expect(workerUrl("https://edge.example/", { RFEDGE_URL: "http://other" })).toBe("https://edge.example");
    expect(workerUrl(undefined, { RFEDGE_URL: "http://other" })).toBe("http://other");
    expect(workerUrl(undefined, {})).toBe("http://localhost:8787");
  });

  it.each(["edge.example", "ftp://edge.example", "file:///etc/passwd"])("refuses %s", (text) => {
    expect(() => workerUrl(text, {})).toThrow("is not an address");
  });
});

describe("tokenOf", () => {
  it("prefers the option to the environment", () => {
    expect(tokenOf("mt_1", "http://localhost:1", { RFEDGE_ADMIN_TOKEN: "root" })).toBe("mt_1");
    expect(tokenOf(undefined, "http://localhost:1", { RFEDGE_ADMIN_TOKEN: "root" })).toBe("root");
  });

  it("knows the key of a local demo site, and none for any other machine", () => {
    expect(tokenOf(undefined, "http://127.0.0.1:8787", {})).toBe("sk_demo");
    expect(() => tokenOf(undefined, "https://edge.example", {})).toThrow("a token is needed");
  });
});
