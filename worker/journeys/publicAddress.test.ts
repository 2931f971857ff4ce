import { describe, expect, it } from "vitest";
import { publicAddressFault } from "./publicAddress.ts";

const deployed = { ownHost: "edge.example", isLocal: false };
const local = { ownHost: "localhost:8787", isLocal: true };

describe("publicAddressFault", () => {
  it.each([
    "https://shop.example/",
    "https://www.shop.example/a?b#c",
    "https://xn--bcher-kva.example/",
    "https://shop.example:443/",
  ])("has nothing against %s", (address) => {
    expect(publicAddressFault(new URL(address), deployed)).toBeNull();
  });

  it.each([
    "http://shop.example/",
    "https://shop.example:8443/",
    "https://user@shop.example/",
    "https://user:secret@shop.example/",
    "ftp://shop.example/",
    "https://localhost/",
    "https://localhost./",
    "https://127.1/",
    "https://0x7f.1/",
    "https://2130706433/",
    "https://017700000001/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[fc00::1]/",
    "https://169.254.169.254/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://93.184.216.34/",
    "https://metadata.google.internal/",
    "https://METADATA.GOOGLE.INTERNAL./",
    "https://printer.local/",
    "https://intranet/",
    "https://edge.example/",
    "https://EDGE.example/",
    "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    "https://１２７.0.0.1/",
    "https://a.localhost/",
    "https://router.home.arpa/",
    "http://localhost:3000/",
    "http://127.0.0.1/",
  ])("refuses %s", (address) => {
    expect(publicAddressFault(new URL(address), deployed)).toMatch(/^must /);
  });

  it("lets a developer's machine call itself by http, and nothing else that is private", () => {
    const allowed = ["http://localhost:3000/", "http://127.0.0.1:3000/", "http://127.1/", "http://[::1]:3000/"];
    expect(allowed.map((address) => publicAddressFault(new URL(address), local))).toEqual([null, null, null, null]);
    const refused = ["http://10.0.0.1/", "http://shop.example/", "https://localhost:3000/", "http://intranet/"];
    expect(refused.map((address) => publicAddressFault(new URL(address), local)).includes(null)).toBe(false);
  });
});
