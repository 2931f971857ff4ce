import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "../steps/weaknessStep.ts";
import { type Tolerated, weighAudit } from "./weaknesses.ts";

const ADVISORY = "GHSA-aaaa-bbbb-cccc";
const JUDGED: Tolerated = { advisory: ADVISORY, package: "leaky", because: "it is only read by a test" };
const WEAKNESS = { advisory: ADVISORY, package: "leaky", severity: "high", title: "Leaks" };

/** What the installed npm prints, asked of a registry that answers so. Status 200 is an answer to its question. */
async function printedWhere(status: number, answer: object): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "rfedge-audit-"));
  const leaky = { version: "1.0.0", integrity: `sha512-${"A".repeat(86)}==` };
  const root = { name: "shop", version: "1.0.0", dependencies: { leaky: "1.0.0" } };
  const packages = { "": root, "node_modules/leaky": leaky };
  writeFileSync(join(folder, "package.json"), JSON.stringify(root));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ ...root, lockfileVersion: 3, packages }));
  const registry = createServer((request, response) => {
    const isAsked = request.method === "POST" && request.url === "/-/npm/v1/security/advisories/bulk";
    response.writeHead(isAsked ? status : 404, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  registry.listen(0, "127.0.0.1");
  await once(registry, "listening");
  const { port } = registry.address() as AddressInfo;
  const words = [
    "audit",
    "--json",
    "--fetch-retries=0",
    `--registry=http://127.0.0.1:${port}`,
    "--cache",
    join(folder, "cache"),
  ];
  const child = spawn("npm", words, { cwd: folder, shell: process.platform === "win32" });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
  await once(child, "close");
  registry.close();
  rmSync(folder, { recursive: true });
  return printed;
}

const LEAKS = {
  leaky: [
    {
      id: 1,
      url: `https://github.com/advisories/${ADVISORY}`,
      title: "Leaks",
      severity: "high",
      vulnerable_versions: "<2",
    },
  ],
};

describe("weighAudit", () => {
  it("finds what npm reports, and fails until it is judged", async () => {
    const printed = await printedWhere(200, LEAKS);
    expect(weighAudit(printed, [])).toEqual({ found: 1, unjudged: [WEAKNESS], void: [] });
    expect(outcomeOf(printed, [])).toMatchObject({ ok: false, output: expect.stringContaining("leaky: Leaks (high") });
    expect(outcomeOf(printed, [JUDGED])).toEqual({ ok: true, output: "", note: "1, each with its reason" });
  });

  it("fails where a judgement is no longer needed", async () => {
    const printed = await printedWhere(200, {});
    expect(weighAudit(printed, [JUDGED])).toEqual({ found: 0, unjudged: [], void: [JUDGED] });
    expect(outcomeOf(printed, [JUDGED])).toMatchObject({ ok: false });
    expect(outcomeOf(printed, [])).toEqual({ ok: true, output: "", note: "none" });
  });

  it("does not take another package's judgement", async () => {
    const printed = await printedWhere(200, LEAKS);
    const other = { ...JUDGED, package: "other" };
    expect(weighAudit(printed, [other])).toEqual({ found: 1, unjudged: [WEAKNESS], void: [other] });
  });

  it.each([405, 404, 500])(
    "says in one line, without a host, that a registry answers %i, and does not fail",
    async (status) => {
      const { ok, note } = outcomeOf(await printedWhere(status, {}), [JUDGED]);
      expect(ok).toBe(true);
      expect(note).toMatch(/^not checked: .+$/);
      expect(note).not.toMatch(/127\.0\.0\.1|\n/);
    },
  );

  it.each(["", "npm error code ENOTFOUND\nmore", '{"error": {"summary": "request failed, reason: away"}}', "{"])(
    "takes %j for no answer",
    (printed) =>
      expect(outcomeOf(printed, [])).toMatchObject({ ok: true, note: expect.stringMatching(/^not checked: /) }),
  );
});
