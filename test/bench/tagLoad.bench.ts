import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, chromium } from "@playwright/test";
import { requireBrowser } from "../../worker/cli/steps/browser.ts";
import { inRoot } from "../../worker/cli/steps/root.ts";
import { median, type Run } from "./load.ts";

/** The scripts that are compared, each as its maker ships it for a script element. */
const TAGS = {
  rfedge: () => inRoot("dist", "assets", "tag.js"),
  segment: () => inRoot("node_modules", "@segment", "analytics-next", "dist", "umd", "standalone.js"),
  posthog: () => inRoot("node_modules", "posthog-js", "dist", "array.js"),
} as const;
type Tag = keyof typeof TAGS;

/** What a page says before each of them. */
const LOADED_BY: Readonly<Record<Tag, string>> = {
  rfedge: '<script async src="/script.js" data-write-key="wk_bench"></script>',
  segment:
    '<script>analytics=[["page"]];analytics._writeKey="wk_bench";analytics._cdn=location.origin</script><script async src="/script.js"></script>',
  posthog:
    '<script>posthog=[];posthog.__SV=1;posthog._i=[["phc_bench",{api_host:location.origin},"posthog"]]</script><script async src="/script.js"></script>',
};
const TEXT = "<p>A page with something to read, as there is on any page.</p>".repeat(200);

/** Main-thread milliseconds that a tag takes on load until the page is idle, against Segment's and PostHog's scripts on the same page. */
export async function tagLoad(pairs: number): Promise<Run[]> {
  const browser = await chromium.launch({
    executablePath: await requireBrowser("chromium"),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const spent: Record<Tag | "none", number[]> = { none: [], rfedge: [], segment: [], posthog: [] };
    // In turn, so that what else the machine does meets all alike; the first round warms up.
    for (let round = 0; round <= pairs; round++)
      for (const tag of ["none", "rfedge", "segment", "posthog"] as const) {
        const milliseconds = await mainThreadMs(browser, tag);
        if (round > 0) spent[tag].push(milliseconds);
      }
    const bare = median(spent.none);
    return (["segment", "posthog"] as const).map((peer) => runOf(peer, spent.rfedge, spent[peer], bare));
  } finally {
    await browser.close();
  }
}

/** Faster is more: a page that is held up half as long has a ratio of 2. */
function runOf(peer: Tag, ours: readonly number[], theirs: readonly number[], bare: number): Run {
  // Less than a millisecond is within what one load differs from the next.
  const own = (spent: number) => Math.max(1, spent - bare);
  const samples = ours.map((spent, round) => own(theirs[round] ?? Number.NaN) / own(spent));
  const busyMs = { ours: own(median(ours)), baseline: own(median(theirs)) };
  return {
    name: `tag-load-${peer}`,
    against: `${peer}'s own script on the same page, main-thread time on load beyond the bare page's`,
    ratio: median(samples),
    samples,
    perSecond: { ours: 1_000 / busyMs.ours, baseline: 1_000 / busyMs.baseline },
    busyMs,
  };
}

async function mainThreadMs(browser: Browser, tag: Tag | "none"): Promise<number> {
  const server = await serve(tag);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send("Performance.enable");
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`, { waitUntil: "networkidle" });
    const { metrics } = await cdp.send("Performance.getMetrics");
    return 1_000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
  }
}

async function serve(tag: Tag | "none"): Promise<Server> {
  const script = tag === "none" ? "" : readFileSync(TAGS[tag](), "utf8");
  const head = `<!doctype html><title>A page</title><link rel="icon" href="data:,">${tag === "none" ? "" : LOADED_BY[tag]}`;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/") return response.setHeader("content-type", "text/html").end(`${head}<main>${TEXT}</main>`);
    if (pathname === "/script.js") return response.setHeader("content-type", "text/javascript").end(script);
    // What each of them asks its own service: Segment's settings, everybody's acknowledgement.
    const settings = { integrations: { "Segment.io": { apiKey: "wk_bench", apiHost: `${request.headers.host}/v1` } } };
    const answer = pathname.endsWith("/settings") ? settings : { success: true };
    return response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, "localhost", listening));
  return server;
}
