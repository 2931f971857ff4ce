import { exports } from "cloudflare:workers";
import { vi } from "vitest";
import { makeSite, publishConfig, type TestSite } from "./site.ts";

/** What stands in the slot `hero` of a page. */
export const OWN = "<i>Own</i>";
export const PAGE = `<!doctype html><p>1 &amp; 2</p><div data-rfedge-slot="hero">${OWN}</div>`;
const HTML = { "content-type": "text/html; charset=utf-8", etag: '"v1"', "cache-control": "public, max-age=60" };

/** A site under a host of its own, whose server answers as a test says. */
export interface ServedSite extends TestSite {
  readonly host: string;
  /** Asks for a path under the site's own host, as a browser asks for a page. */
  readonly visit: (path: string, headers?: Readonly<Record<string, string>>, init?: RequestInit) => Promise<Response>;
}

/** Publishes a site that is served from `https://origin.example`, with a slot `hero` that shows to each segment its key. */
export async function makeServed(config: { readonly site?: object; readonly privacy?: object } = {}) {
  const site = await makeSite();
  const host = `${site.key}.shop.example`;
  const shown = ["anonymous-prospect", "new"].map((key) => ({
    key,
    rule: { fact: "segment", eq: key },
    content: `<b>${key}</b>`,
  }));
  await publishConfig(site, {
    ...config,
    site: { origin: "https://origin.example", origins: [`https://${host}`], ...config.site },
    slots: [{ key: "hero", snippets: shown }],
  });
  const visit: ServedSite["visit"] = async (path, headers = {}, init = {}) => {
    const all = { accept: "text/html", "sec-fetch-dest": "document", "user-agent": BROWSER, ...headers };
    const request = new Request(`https://${host}${path}`, { redirect: "manual", ...init, headers: all });
    return await whole(await exports.default.fetch(request));
  };
  return { ...site, host, visit } satisfies ServedSite;
}

/** An answer that has been read: one that nobody reads keeps its connection, of which there are six. */
export async function whole(answer: Response): Promise<Response> {
  const body = await answer.arrayBuffer();
  return new Response(answer.body === null ? null : body, answer);
}

/** Lets the site's own server answer each request so, and notes what it is asked. */
export function originAnswers(answer: (asked: Request) => Response | Promise<Response> = () => aPage()) {
  return vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const asked = new Request(input as Request, init as RequestInit);
    if (new URL(asked.url).hostname !== "origin.example") throw new Error(`nobody answers ${asked.url}`);
    return await answer(asked);
  });
}

/** The page with its slot, as its server sends it. */
export function aPage(body: string | null = PAGE, init: ResponseInit = {}): Response {
  return new Response(body, { ...init, headers: { ...HTML, ...(init.headers as Record<string, string>) } });
}

/** The page as it is when its slot is filled for a segment. */
export const filledFor = (segment: string): string => PAGE.replace(OWN, `<b>${segment}</b>`);

const BROWSER =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
