import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DEFAULTS } from "#shared/config/defaults";
import { type PublishedDocument, publish, publishedSite, refresh, siteOfHost, withdraw } from "./publishedStore.ts";

let now = 1_790_000_000_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now });
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

afterEach(() => {
  env.RFEDGE_FAULT = "";
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function later(ms: number): void {
  now += ms;
  vi.setSystemTime(now);
}

function aDocument(version = 1): PublishedDocument {
  return {
    key: `t-${crypto.randomUUID().slice(0, 12)}`,
    version,
    config: DEFAULTS,
    writeKeys: ["wk_x"],
    serverKeyDigests: [],
  };
}

/** What another isolate publishes: KV changes, this isolate is not told. */
function elsewhere(document: PublishedDocument): Promise<void> {
  return env.PUBLISHED.put(`site:${document.key}`, JSON.stringify(document));
}

describe("publishedSite", () => {
  it("gives the configuration with its model", async () => {
    const document = aDocument(3);
    await elsewhere(document);
    const site = await publishedSite(env, document.key);
    expect(site).toMatchObject({
      key: document.key,
      version: 3,
      writeKeys: ["wk_x"],
      config: { site: { currency: "EUR" } },
    });
    expect(site?.model.version).toBe(3);
  });

  it("reads KV once in 30 s, and the same object as long as nothing changed", async () => {
    const document = aDocument();
    await elsewhere(document);
    const first = await publishedSite(env, document.key);
    const get = vi.spyOn(env.PUBLISHED, "get");
    later(29_999);
    expect(await publishedSite(env, document.key)).toBe(first);
    expect(get).not.toHaveBeenCalled();
    later(1);
    expect(await publishedSite(env, document.key)).toBe(first);
    expect(get).toHaveBeenCalledOnce();
  });

  it("sees what another isolate publishes within 30 s, or at once where the version is known", async () => {
    const document = aDocument();
    await elsewhere(document);
    await publishedSite(env, document.key);
    await elsewhere({ ...document, version: 2 });
    expect((await publishedSite(env, document.key))?.version).toBe(1);
    expect((await publishedSite(env, document.key, 2))?.version).toBe(2);
    await elsewhere({ ...document, version: 3 });
    later(30_000);
    expect((await publishedSite(env, document.key))?.version).toBe(3);
  });

  it("has what is published here in force at once, and not undone by a KV that is behind", async () => {
    const document = aDocument();
    await elsewhere(document);
    await publishedSite(env, document.key);
    refresh(document.key, JSON.stringify({ ...document, version: 2 }));
    expect((await publishedSite(env, document.key))?.version).toBe(2);
    later(31_000);
    expect((await publishedSite(env, document.key))?.version).toBe(2);
  });

  it("forgets soon that a site was absent", async () => {
    const document = aDocument();
    expect(await publishedSite(env, document.key)).toBeNull();
    await elsewhere(document);
    expect(await publishedSite(env, document.key)).toBeNull();
    later(5_000);
    expect(await publishedSite(env, document.key)).not.toBeNull();
  });

  it("serves an old copy while KV fails, and says unavailable where there is none", async () => {
    const document = aDocument();
    await elsewhere(document);
    await publishedSite(env, document.key);
    vi.spyOn(env.PUBLISHED, "get").mockRejectedValue(new Error("away"));
    later(3_600_000);
    expect((await publishedSite(env, document.key))?.version).toBe(1);
    await expect(publishedSite(env, "never-read")).rejects.toMatchObject({
      kind: "unavailable",
      details: { retryAfter: 2 },
    });
  });

  it("fails by RFEDGE_FAULT, which a deployed Worker ignores", async () => {
    const document = aDocument();
    await elsewhere(document);
    env.RFEDGE_FAULT = "visitor, kv";
    await expect(publishedSite(env, document.key)).rejects.toMatchObject({ kind: "unavailable" });
    expect((await publishedSite({ ...env, RFEDGE_LOCAL: "" }, document.key))?.version).toBe(1);
  });

  it("gives what an earlier release published today's defaults", async () => {
    const document = { ...aDocument(), config: { site: { name: "Old" } } };
    await elsewhere(document);
    expect((await publishedSite(env, document.key))?.config).toMatchObject({
      site: { name: "Old" },
      privacy: { honourGpc: true },
    });
  });

  it("answers from memory for a thousand sites, and forgets the first of more", async () => {
    const document = aDocument();
    await publish(env, document, "Kept");
    const get = vi.spyOn(env.PUBLISHED, "get");
    for (let site = 0; site < 1_000; site++) await publishedSite(env, `made-up-${site}`);
    get.mockClear();
    await publishedSite(env, document.key);
    expect(get).toHaveBeenCalledOnce();
  });
});

describe("withdraw", () => {
  it("ends a site here at once and in KV", async () => {
    const document = aDocument();
    await publish(env, document, "Closed");
    expect((await publishedSite(env, document.key))?.version).toBe(1);
    await withdraw(env, document.key);
    expect(await publishedSite(env, document.key)).toBeNull();
    later(600_000);
    expect(await publishedSite(env, document.key)).toBeNull();
  });
});

describe("siteOfHost", () => {
  /** A site that is served under a host. */
  const served = (host: string, origin: string | null = "https://origin.example"): PublishedDocument => ({
    ...aDocument(),
    config: { site: { origin, origins: [`https://${host}`] } },
  });
  const aHost = () => `${crypto.randomUUID().slice(0, 8)}.shop.example`;

  it("is the site that names the host, from KV once in 30 s", async () => {
    const host = aHost();
    const document = served(host);
    expect(await siteOfHost(env, host)).toBeNull();
    await publish(env, document, "Served");
    expect((await siteOfHost(env, host))?.key).toBe(document.key);
    const get = vi.spyOn(env.PUBLISHED, "get");
    later(29_999);
    await siteOfHost(env, host);
    expect(get).not.toHaveBeenCalled();
  });

  it("is nobody's whose site has no server, and for no address, asking KV for none", async () => {
    const host = aHost();
    await publish(env, served(host, null), "Unserved");
    expect(await siteOfHost(env, host)).toBeNull();
    const get = vi.spyOn(env.PUBLISHED, "get");
    for (const address of ["127.0.0.1", "localhost", "[::1]", "edge"])
      expect(await siteOfHost(env, address)).toBeNull();
    expect(get).not.toHaveBeenCalled();
  });

  it("stays its first site's, until that names it no more or is closed", async () => {
    const host = aHost();
    const [first, second, third] = [served(host), served(host), served(host)];
    await publish(env, first, "First");
    await publish(env, second, "Second");
    expect((await siteOfHost(env, host))?.key).toBe(first.key);
    await publish(env, { ...first, version: 2, config: DEFAULTS }, "First");
    expect(await siteOfHost(env, host)).toBeNull();
    await publish(env, second, "Second");
    expect((await siteOfHost(env, host))?.key).toBe(second.key);
    await withdraw(env, second.key);
    expect(await siteOfHost(env, host)).toBeNull();
    await publish(env, third, "Third");
    expect((await siteOfHost(env, host))?.key).toBe(third.key);
  });

  it("serves on where KV fails and the host is known, and is unavailable where it is not", async () => {
    const host = aHost();
    const document = served(host);
    await publish(env, document, "Served");
    await siteOfHost(env, host);
    later(600_000);
    vi.spyOn(env.PUBLISHED, "get").mockRejectedValue(new Error("on purpose"));
    expect((await siteOfHost(env, host))?.key).toBe(document.key);
    await expect(siteOfHost(env, aHost())).rejects.toMatchObject({ kind: "unavailable" });
  });
});
