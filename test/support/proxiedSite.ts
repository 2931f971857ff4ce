import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configCalls } from "#shared/wire/config";
import { callWorker } from "../../worker/cli/sending/callWorker.ts";
import { type LocalRfedge, type Starting, startRfedge } from "./localRfedge.ts";

/** A Worker of a test's own, whose site `demo` is served from a server. */
export interface ProxiedSite {
  readonly rfedge: LocalRfedge;
  /** Where the site is served by its path. */
  readonly url: string;
  readonly port: string;
  readonly token: string;
  readonly publish: (config: object) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Starts a Worker, empty, and publishes a configuration of the site `demo`. */
export async function startProxied(port: string, config: object, starting: Starting = {}): Promise<ProxiedSite> {
  const folder = mkdtempSync(join(tmpdir(), "rfedge-proxy-"));
  const rfedge = await startRfedge(["--port", port, "--data", folder, "--empty"], starting);
  const token = readFileSync(join(folder, "marketer-token"), "utf8").trim();
  const address = { url: rfedge.url, token, params: { site: "demo" } };
  const publish = async (body: object) => {
    await callWorker(configCalls.saveDraft, { ...address, body });
    const { version: baseVersion } = await callWorker(configCalls.get, address);
    await callWorker(configCalls.publish, { ...address, body: { baseVersion } });
  };
  await publish(config);
  const end = async () => {
    await rfedge.end("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  return { rfedge, url: `${rfedge.url}/p/demo`, port, token, publish, end };
}
