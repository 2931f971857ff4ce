import { CHAIN_BEGIN } from "#shared/privacy/auditChain";
import { type AuditList, auditCalls } from "#shared/wire/audit";
import { appendEntries, followAuditFile } from "./auditing/auditFile.ts";
import { Failure } from "./failure.ts";
import { requireWorker, siteOf, tokenOf, workerUrl } from "./sending/address.ts";
import { callWorker } from "./sending/callWorker.ts";
import { type Call, type Command, wordsOf } from "./terminal/command.ts";
import { countOf } from "./terminal/progress.ts";

const HELP = `
rfedge audit export FILE --site SITE [options]
rfedge audit verify FILE [--hash HASH]

A site's audit log as a file: one entry a line (NDJSON), oldest first, each with a SHA-256 over itself and the hash
before it.

  export   writes the log to FILE. Where FILE is there, it is first followed, then what is new is added, if the log
           still goes on where FILE ends: whoever exports from time to time sees whether entries that they have were
           changed or taken away since
  verify   follows FILE, offline, and says at which line it breaks; exit 1 where it does

  --site SITE          export: the site's key
  --hash HASH          verify: a last hash that was noted once; an entry must bear it, or the end was cut off
  --url URL            the Worker (default: RFEDGE_URL, else http://localhost:8787)
  --token TOKEN        an admin's token (default: RFEDGE_ADMIN_TOKEN, else what npm start made in .rfedge)
`;

const OPTIONS = {
  site: { type: "string" },
  hash: { type: "string" },
  url: { type: "string" },
  token: { type: "string" },
} as const;

/** `rfedge audit`. */
export const auditCommand: Command = {
  name: "audit",
  summary: "a site's audit log as a file, and whether nobody has changed it",
  help: HELP,
  run: runAudit,
};

async function runAudit({ words, signal }: Call): Promise<number> {
  const { values, positionals } = wordsOf(words, OPTIONS, 2);
  const [name = "", path] = positionals;
  if (name !== "export" && name !== "verify") throw new Failure("export or verify? (--help says what each does)");
  if (path === undefined) throw new Failure(`${name} which FILE?`);
  if (name === "verify") return await verify(path, values.hash?.toLowerCase() ?? null);
  if (values.hash !== undefined) throw new Failure("--hash is for verify");
  const site = siteOf(values.site);
  const url = workerUrl(values.url, process.env);
  const token = tokenOf(values.token, url, process.env, "root");
  await requireWorker(url, signal);
  return await exportTo(path, { url, token, params: { site }, signal });
}

async function verify(path: string, noted: string | null): Promise<number> {
  if (noted !== null && !/^[0-9a-f]{64}$/.test(noted))
    throw new Failure(`--hash ${noted.slice(0, 80)}: a hash is 64 of 0-9 and a-f`);
  const file = await followAuditFile(path, noted);
  if (file === null) throw new Failure(`there is no ${path}`);
  if (file.span === null) throw new Failure(`${path} has no entries`);
  if (!file.hasNoted) throw new Failure(`${path}: no entry bears that hash: entries that followed have been cut off`);
  const [from, until] = file.span;
  console.log(`${path}: ${entriesText(file.end.seq)} from ${from} to ${until}, each follows upon the one before`);
  console.log(`last hash: ${file.end.hash}`);
  return 0;
}

interface Asked {
  readonly url: string;
  readonly token: string;
  readonly params: { readonly site: string };
  readonly signal: AbortSignal;
}

async function exportTo(path: string, worker: Asked): Promise<number> {
  const { site } = worker.params;
  const before = (await followAuditFile(path))?.end ?? CHAIN_BEGIN;
  if (before.seq > 0) {
    const query = { after: String(before.seq - 1) };
    const [same] = (await callWorker(auditCalls.list, { ...worker, query })).entries;
    if (same?.hash !== before.hash) throw new Failure(lostText(path, before.seq, same === undefined));
  }
  let end = before;
  let after: string | null = String(before.seq);
  while (after !== null) {
    const page: AuditList = await callWorker(auditCalls.list, { ...worker, query: { after } });
    end = await appendEntries(path, end, page.entries);
    after = page.cursor;
  }
  const more = before.seq === 0 ? "" : `, ${end.seq === before.seq ? "none" : end.seq - before.seq} of them new`;
  console.log(`${path} has the log of ${site}: ${entriesText(end.seq)}${more}`);
  console.log(`last hash: ${end.hash}`);
  return 0;
}

function lostText(path: string, seq: number, isCutOff: boolean): string {
  return isCutOff
    ? `the log ends before entry ${seq}, which ${path} has: it was cut off, or is another site's; ${path} is as it was`
    : `entry ${seq} of the log is not that of ${path}: the log was changed, or is another site's; ${path} is as it was`;
}

function entriesText(count: number): string {
  return count === 1 ? "1 entry" : `${countOf(count)} entries`;
}
