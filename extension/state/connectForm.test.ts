import { describe, expect, it } from "vitest";
import { readForm } from "./connectForm.ts";

const form = (changes: Partial<Parameters<typeof readForm>[0]> = {}) =>
  readForm({ address: "https://edge.example", site: "demo", token: "mt_demo_1", ...changes });

describe("readForm", () => {
  it.each([
    ["https://edge.example/docs?x#y", "https://edge.example"],
    [" edge.example ", "https://edge.example"],
    ["localhost:8787", "http://localhost:8787"],
    ["http://127.0.0.1:8787/", "http://127.0.0.1:8787"],
    ["http://[::1]:8787", "http://[::1]:8787"],
  ])("reads %s as %s", (address, origin) => {
    expect(form({ address })).toEqual({ connection: { origin, site: "demo", token: "mt_demo_1" } });
  });

  it("takes the site from the token where none is given", () => {
    expect(form({ site: "", token: "mt_my-shop_abc" })).toMatchObject({ connection: { site: "my-shop" } });
  });

  it.each([
    ["an empty address", { address: "" }, "address", "badAddress"],
    ["a sentence", { address: "not an address" }, "address", "badAddress"],
    ["another scheme", { address: "ftp://edge.example" }, "address", "badAddress"],
    ["a name and password", { address: "https://a:b@edge.example" }, "address", "badAddress"],
    ["http beyond this computer", { address: "http://edge.example" }, "address", "plainAddress"],
    [
      "http to a host that only begins like this computer",
      { address: "http://localhost.evil.example" },
      "address",
      "plainAddress",
    ],
    ["a write key for a token", { token: "wk_demo_1" }, "token", "badToken"],
    ["a token with a line break", { token: "mt_demo_1\nX" }, "token", "badToken"],
    ["a path for a site", { site: "../other" }, "site", "badSite"],
  ])("refuses %s", (_, changes, field, says) => {
    expect(form(changes)).toEqual({ fault: { field, says } });
  });
});
