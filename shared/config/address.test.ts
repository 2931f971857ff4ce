import { describe, expect, it } from "vitest";
import { isPublicHost, originFault } from "./address.ts";

const PUBLIC = [
  "https://shop.example",
  "https://a.b-c.co.uk",
  "https://xn--bcher-kva.example",
  "https://shop.example:443",
];
const LOOPBACK = ["http://127.0.0.1:3000", "http://localhost", "http://[::1]:80", "http://shop.localhost:8787"];
/** The spellings of trust: each leads into somebody's own network, or is no host that may be named. */
const NEVER = [
  ...["127.1", "0x7f.1", "0177.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "169.254.169.254", "10.1.2.3", "172.16.0.1"],
  ...[
    "192.168.1.1",
    "100.64.0.1",
    "[fc00::1]",
    "[fd12::1]",
    "93.184.216.34",
    "localhost",
    "shop.localhost",
    "intranet",
  ],
  ...["metadata.google.internal", "printer.local", "nas.lan", "router.home.arpa", "db.corp", "1.2.3.4.5", "a.1"],
];

describe("originFault", () => {
  it.each(PUBLIC)("takes %s anywhere", (origin) => {
    expect([originFault(origin, false), originFault(origin, true)]).toEqual([null, null]);
  });

  it.each(LOOPBACK)("takes %s in local development only", (origin) => {
    expect([originFault(origin, false), originFault(origin, true)]).toEqual(["must begin with https://", null]);
  });

  it.each(NEVER)("never takes https://%s", (host) => {
    expect(originFault(`https://${host}`, false)).toBe("must be a host that everybody can reach, by its name");
    expect(originFault(`https://${host}`, true)).not.toBeNull();
    expect(isPublicHost(host)).toBe(false);
  });

  it.each([
    "https://shop.example:8443",
    "http://shop.example",
    "http://10.0.0.1",
    "ftp://shop.example",
    "https://a@b.example",
  ])("never takes %s", (origin) => {
    expect(originFault(origin, false)).not.toBeNull();
    expect(originFault(origin, true)).not.toBeNull();
  });
});
