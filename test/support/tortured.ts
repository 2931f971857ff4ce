import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publishOn, startRfedge } from "./localRfedge.ts";
import { type Documented, documentedCalls, fillIn } from "./openApi.ts";

/** The operator's token there. */
export const ROOT = "root-token-of-the-torture";

/** A Worker to be tortured, with a site `demo` that has a slot `hero`, and all that it documents. */
export interface Tortured {
  readonly url: string;
  /** What is asked again and again: neither a stream nor what ends the site or its keys. */
  readonly calls: readonly Documented[];
  readonly end: () => Promise<void>;
}

const LEFT_OUT = ["sites.remove", "ofrep.changes", "live.watch", "keys.rotate"];

/** Starts it with state of its own. */
export async function startTortured(port: string): Promise<Tortured> {
  const folder = mkdtempSync(join(tmpdir(), "rfedge-torture-"));
  const words = ["--port", port, "--data", join(folder, "state"), "--empty"];
  const running = await startRfedge(words, { env: { RFEDGE_ADMIN_TOKEN: ROOT } });
  await publishOn(running, {
    slots: [{ key: "hero", snippets: [{ key: "all", rule: { all: [] }, content: "<p>Hi</p>" }] }],
  });
  const calls = (await documentedCalls(running.url)).filter(({ operationId }) => !LEFT_OUT.includes(operationId));
  const end = async () => {
    await running.end("SIGTERM");
    rmSync(folder, { recursive: true });
  };
  return { url: running.url, calls, end };
}

/** The credential of somebody who may make a call. */
export function credentialFor({ tag, isOpen }: Documented): Readonly<Record<string, string>> {
  if (isOpen) return {};
  return { authorization: `Bearer ${["ingest", "decide", "snippets", "ofrep"].includes(tag) ? "sk_demo" : ROOT}` };
}

/** The call's address on the site `demo`; parameters that are not given name nobody and nothing. */
export function addressOf(url: string, { path }: Documented, values: Readonly<Record<string, string>> = {}): string {
  return `${url}${fillIn(path, { site: "demo", slot: "hero", ...values })}`;
}
