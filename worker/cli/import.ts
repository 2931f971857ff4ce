import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { importVisitors } from "#shared/wire/import";
import { SiteKeySchema } from "#shared/wire/sites";
import { Failure } from "./failure.ts";
import { parseMapping } from "./rows/mapping.ts";
import { createRejects, type Rejects } from "./rows/rejects.ts";
import { FORMATS, type Format, openSource } from "./rows/source.ts";
import { requireWorker, tokenOf, workerUrl } from "./sending/address.ts";
import { importFile } from "./sending/importFile.ts";
import { type Imported, sentenceOf } from "./sending/ledger.ts";
import { type Call, type Command, wordsOf } from "./terminal/command.ts";
import { countOf, createProgress } from "./terminal/progress.ts";

const HELP = `
rfedge import FILE --site SITE [options]

Streams past orders or events into a running Worker, each with the history it would have made at its own instant.
FILE is CSV with a header, or NDJSON. A second run of the same file changes nothing.

  orders    customer_id,order_date,revenue and, if there are any, order_id,currency,product_id,category,quantity;
            one row an order; dates are ISO 8601, YYYY-MM-DD HH:MM:SS, YYYYMMDD or epoch, without a zone UTC
  segment   Segment messages: type,event,userId,anonymousId,timestamp,...; in CSV a nested field is a column
            named by its path, as properties.order_id

  --site SITE            the site's key
  --url URL              the Worker (default: RFEDGE_URL, else http://localhost:8787)
  --token TOKEN          server key, admin or root token (default: RFEDGE_ADMIN_TOKEN)
  --format FORMAT        orders or segment (default: told from the columns)
  --map FIELD=COLUMN,..  where a field stands under another name
  --shift-to-now         moves all instants alike, so that the last is now
  --dry-run              reads and checks everything, sends nothing

Rows that cannot be taken go to FILE.rejected.ndjson with line and reason; the exit code is then 1.
`;

const OPTIONS = {
  site: { type: "string" },
  url: { type: "string" },
  token: { type: "string" },
  format: { type: "string" },
  map: { type: "string", multiple: true },
  "shift-to-now": { type: "boolean" },
  "dry-run": { type: "boolean" },
} as const;

/** Clocks differ between machines, and a date without a zone may lie ahead of ours. */
const TOLERANCE_MS = 86_400_000;

/** `rfedge import`. */
export const importCommand: Command = {
  name: "import",
  summary: "streams an orders or events file into a site",
  help: HELP,
  run: runImport,
};

async function runImport({ words, signal }: Call): Promise<number> {
  const { values, positionals } = wordsOf(words, OPTIONS, 1);
  const path = positionals[0] ?? fail("which FILE? (--help says what can be given)");
  const site = siteOf(values.site);
  const url = workerUrl(values.url, process.env);
  const now = Date.now();
  const mapping = parseMapping((values.map ?? []).join(","));
  const source = await openSource({ path, format: formatOf(values.format), mapping, latest: now + TOLERANCE_MS });
  const address = values["dry-run"]
    ? null
    : { url: `${url}${importVisitors.path.replace(":site", site)}`, token: tokenOf(values.token, url, process.env) };
  if (address) await requireWorker(url, signal);
  const rejects = createRejects(path);
  const total = await importFile({
    source,
    site,
    address,
    shiftTo: values["shift-to-now"] ? now : null,
    rejects,
    progress: createProgress({
      label: address ? "importing" : "checking",
      output: process.stdout,
      env: process.env,
      now: Date.now,
    }),
    sending: { fetch, signal, wait: (ms) => wait(ms, undefined, { signal }) },
    elapsed: () => performance.now(),
  });
  return report(total, { path, site, rejects, sent: address !== null });
}

interface Reported {
  readonly path: string;
  readonly site: string;
  readonly rejects: Rejects;
  readonly sent: boolean;
}

function report(total: Imported, { path, site, rejects, sent }: Reported): number {
  console.log(`${sent ? `imported ${path} into ${site}` : `${path} checked, nothing sent`}: ${sentenceOf(total)}`);
  if (sent) console.log(`${countOf(total.accepted)} new, ${countOf(total.duplicates)} known already`);
  if (total.rejected === 0) return 0;
  console.error(`${countOf(total.rejected)} of ${countOf(total.rows)} rows rejected: see ${rejects.path}`);
  return 1;
}

function siteOf(key: string | undefined): string {
  if (key === undefined) return fail("which site? --site SITE");
  return v.is(SiteKeySchema, key) ? key : fail(`--site ${key}: a site's key is 1 to 40 of a-z, 0-9 and -`);
}

function formatOf(text: string | undefined): Format | null {
  if (text === undefined) return null;
  return (
    FORMATS.find((format) => format === text) ?? fail(`--format ${text}: the formats are ${FORMATS.join(" and ")}`)
  );
}

function fail(line: string): never {
  throw new Failure(line);
}
