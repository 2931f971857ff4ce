import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lawRuns } from "../../test/support/lawRuns.ts";
import { addressOf, redact } from "./redact.ts";

const ALLOWED = ["utm_source"];

describe("redact", () => {
  it("leaves out what belongs to the request and what tells a device, and keeps all else in its order", () => {
    const body = {
      type: "page",
      writeKey: "wk_1",
      context: { ip: "192.0.2.1", locale: "da", userAgent: "x", page: { url: "https://a.example/?t=1", title: "A" } },
      decide: true,
      token: "t",
      properties: { href: "/x?q=1&utm_source=n", count: 2, nothing: null },
      traits: { name: "Ada" },
    };
    const kept = redact(body, ALLOWED);
    expect(JSON.stringify(kept)).toBe(
      JSON.stringify({
        type: "page",
        context: { locale: "da", page: { url: "https://a.example/", title: "A" } },
        properties: { href: "/x?utm_source=n", count: 2, nothing: null },
        traits: { name: "Ada" },
      }),
    );
    expect(body.context.ip).toBe("192.0.2.1");
  });

  it.each([
    [{ context: null }, { context: {} }],
    [{ properties: null }, { properties: {} }],
    [{ context: { page: 7 } }, { context: { page: {} } }],
    [{}, {}],
  ])("makes of %j no more than %j", (body, kept) => {
    expect(redact(body, ALLOWED)).toEqual(kept);
  });
});

describe("what tells a device", () => {
  it("is kept nowhere, however a library calls it", () => {
    const body = {
      request_ip: "203.0.113.7",
      context: { ip: "anything", device: { ip: "2001:db8::7", model: "A" }, userAgentData: { mobile: false } },
      properties: {
        $ip: "::ffff:203.0.113.7",
        user_agent: "Mozilla/5.0",
        of: [{ client_ip: "203.0.113.7:443, 10.0.0.1" }],
      },
      traits: { ip: "203.0.113.7", userAgent: "Mozilla/5.0", name: "Ada" },
    };
    expect(redact(body, ALLOWED)).toEqual({
      context: { device: { model: "A" } },
      properties: { of: [{}] },
      traits: { name: "Ada" },
    });
  });

  it("is not what a site calls so of its goods", () => {
    const body = { properties: { ip: "IP67", products: [{ ip: 68 }, { ipAddress: "12:30" }] } };
    expect(redact(body, ALLOWED)).toBe(body);
  });
});

describe("an address of a page", () => {
  it("keeps the allowed query keys alone wherever it stands, but in traits, and by whatever name", () => {
    const secret = "https://a.example/x?token=s&utm_source=n#top";
    const body = {
      name: secret,
      context: {
        referrer: { type: "dataxu", url: secret },
        page: { initial_referrer: secret, path: "/u/ada@b.example" },
      },
      properties: { products: [{ image_url: secret, name: "A" }, secret], path: "/reset?token=s" },
      traits: { avatar: secret },
      event: secret,
      userId: secret,
    };
    const kept = "https://a.example/x?utm_source=n";
    expect(redact(body, ALLOWED)).toEqual({
      ...body,
      name: kept,
      context: { referrer: { type: "dataxu", url: kept }, page: { initial_referrer: kept, path: "/u/redacted" } },
      properties: { products: [{ image_url: kept, name: "A" }, kept], path: "/reset" },
    });
  });

  it("leads to the fields of a campaign, which keep no e-mail address and no token either", () => {
    const campaign = {
      source: "ada@b.example",
      name: "spring_sale_2026_newsletter_for_all_members_of_the_club",
      term: 7,
    };
    expect(redact({ context: { campaign } }, ALLOWED)).toEqual({
      context: { campaign: { ...campaign, source: "redacted" } },
    });
  });

  it.each([null, "x", 7])("or of a campaign that is %j stays what it is", (campaign) => {
    const body = { context: { campaign }, traits: campaign };
    expect(redact(body, ALLOWED)).toBe(body);
  });
});

describe("whatever a message says", () => {
  const PIECES = [
    ...[
      "https://",
      "HTTP:",
      "://",
      "a.example",
      "/",
      "?",
      "&",
      "=",
      "#",
      " ",
      "@",
      "%40",
      ".",
      "ada",
      "token",
      "utm_source",
    ],
    ...["eyJ", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "0a1b2c3d4e".repeat(4), "-", "203.0.113.7", "redacted"],
  ];
  const NAMES = [
    "url",
    "path",
    "search",
    "referrer",
    "ip",
    "userAgent",
    "name",
    "page",
    "campaign",
    "context",
    "properties",
    "traits",
    "said",
  ];
  const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(""));
  const { bag } = fc.letrec<{ bag: Record<string, unknown> }>((tie) => ({
    bag: fc.dictionary(
      fc.constantFrom(...NAMES),
      fc.oneof(
        { depthSize: "small" },
        text,
        fc.constantFrom(null, 7, true),
        fc.array(text, { maxLength: 3 }),
        tie("bag"),
      ),
    ),
  }));

  it("is read the same a second time: what is stored may be sent again", () => {
    fc.assert(
      fc.property(bag, (body) => {
        const once = redact(body, ALLOWED);
        expect(redact(once, ALLOWED)).toEqual(once);
      }),
      { numRuns: lawRuns(10) },
    );
  });

  it("has no query but the allowed keys, no e-mail address, no token and no hash in an address that is kept", () => {
    fc.assert(
      fc.property(text, (url) => {
        const kept = addressOf(url, ALLOWED);
        expect(kept).not.toMatch(/#|(?<!\w)eyJhbGci|(?:0a1b2c3d4e){4}|ada@a\.example|ada%40a\.example/);
        const [, query = ""] = kept.split("?");
        for (const pair of query.split("&")) expect(["", "utm_source"]).toContain(pair.split("=")[0]);
      }),
      { numRuns: lawRuns(10) },
    );
  });
});

describe("addressOf", () => {
  const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln";

  it.each([
    ["https://a.example/u/ada@b.example/x", "https://a.example/u/redacted/x"],
    [`https://a.example/reset/${token}`, "https://a.example/reset/redacted"],
    [`https://a.example/reset/${token.toUpperCase()}`, "https://a.example/reset/redacted"],
    ["https://a.example/?utm_source=ada@b.example&k=1", "https://a.example/?utm_source=redacted"],
    [`https://a.example/reset-${token}`, "https://a.example/redacted"],
    ["https://greyjoy.example.co.uk/x", "https://greyjoy.example.co.uk/x"],
    ["https://a.example/greyJoy/@home#top", "https://a.example/greyJoy/@home"],
    ["https://a.example/?utm_source=ada%40b.example", "https://a.example/?utm_source=redacted"],
    ["https://ada:secret@a.example/x", "https://redacted/x"],
    [`https://a.example/reset/${"0a1b2c3d4e".repeat(4)}/now`, "https://a.example/reset/redacted/now"],
    ["https://a.example/reset/0a1b2c3d4e0a1b2c3d4e", "https://a.example/reset/0a1b2c3d4e0a1b2c3d4e"],
    [
      "/a-very-long-title-of-2026-that-somebody-wrote-by-hand",
      "/a-very-long-title-of-2026-that-somebody-wrote-by-hand",
    ],
    ["/?utm_source=https://b.example/?token=s", "/?utm_source=https://b.example/"],
  ])("makes %s into %s", (url, kept) => {
    expect(addressOf(url, ALLOWED)).toBe(kept);
  });

  // Each would keep an expression that tries every beginning with every end busy for longer than a request may last.
  it.each(["a", "a@", "a%40", "eyJ-", "eyJa.", "a1", "@", "a@a.", "0a1b2c3d4e/"])(
    "reads a million characters of %j",
    (part) => {
      const url = part.repeat(1_000_000 / part.length);
      expect(addressOf(`${url}@\n`, ALLOWED).length).toBeLessThanOrEqual(url.length + 2);
    },
  );
});
