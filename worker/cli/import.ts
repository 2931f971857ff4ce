import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { importVisitors } from "#shared/wire/import";
import { SiteKeySchema } from "#shared/wire/sites";
import { Failure } from "./failure.ts";
import { askedOf, oneOf, presetOf, WRITING_HELP, WRITING_OPTIONS } from "./rows/asked.ts";
import { parseMapping } from "./rows/mapping.ts";
import { countRejects, createRejects, type Rejects } from "./rows/rejects.ts";
import { firstMessages, writtenAs } from "./rows/shown.ts";
import { FORMATS, openSource, type Source } from "./rows/source.ts";
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
            one row an order; how it writes dates and amounts, and its encoding, are told from the file; no zone: UTC
  segment   Segment messages: type,event,userId,anonymousId,timestamp,...; in CSV a nested field is a column
            named by its path, as properties.order_id

  --site SITE            the site's key
  --url URL              the Worker (default: RFEDGE_URL, else http://localhost:8787)
  --token TOKEN          server key, admin or root token (default: RFEDGE_ADMIN_TOKEN)
  --format FORMAT        orders or segment (default: told from the columns)
  --map FIELD=COLUMN,..  where a field stands under another name
  --preset SHOP          an order export of shopify, woocommerce or magento: its lines become orders with what was in
                         them, refunds and cancellations; people are known by their e-mail address; --map goes before
  --shift-to-now         moves all instants alike, so that the last is now
  --dry-run              shows the first messages and counts all; writes nothing, sends nothing, needs no Worker

Where the file does not say enough, or says it wrong:

${WRITING_HELP}

Rows that cannot be taken go to FILE.rejected.ndjson with line and reason; the exit code is then 1.
`;

const OPTIONS = {
  site: { type: "string" },
  url: { type: "string" },
  token: { type: "string" },
  format: { type: "string" },
  map: { type: "string", multiple: true },
  preset: { type: "string" },
  "shift-to-now": { type: "boolean" },
  "dry-run": { type: "boolean" },
  ...WRITING_OPTIONS,
} as const;

/** Clocks differ between machines, and a date without a zone may lie ahead of ours. */
const TOLERANCE_MS = 86_400_000;
/** Messages, and rejected rows, that a dry run shows. */
const SHOWN = 8;

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
  const isDry = values["dry-run"] ?? false;
  const site = isDry && values.site === undefined ? "any" : siteOf(values.site);
  const url = workerUrl(values.url, process.env);
  const now = Date.now();
  const source = await openSource({
    path,
    format: oneOf("--format", values.format, FORMATS),
    mapping: parseMapping((values.map ?? []).join(",")),
    preset: presetOf(values.preset),
    asked: askedOf(values),
    latest: now + TOLERANCE_MS,
  });
  const task = { source, site, shiftTo: values["shift-to-now"] ? now : null, signal };
  if (isDry) return await rehearse(task);
  const address = {
    url: `${url}${importVisitors.path.replace(":site", site)}`,
    token: tokenOf(values.token, url, process.env),
  };
  await requireWorker(url, signal);
  const rejects = createRejects(path);
  const total = await importFile({ ...running(task, "importing"), address, rejects });
  console.log(`imported ${path} into ${site}: ${sentenceOf(total)}`);
  console.log(`${countOf(total.accepted)} new, ${countOf(total.duplicates)} known already`);
  return report(total, rejects);
}

interface Task {
  readonly source: Source;
  readonly site: string;
  readonly shiftTo: number | null;
  readonly signal: AbortSignal;
}

function running({ signal, ...task }: Task, label: string) {
  return {
    ...task,
    progress: createProgress({ label, output: process.stdout, env: process.env, now: Date.now }),
    sending: { fetch, signal, wait: (ms: number) => wait(ms, undefined, { signal }) },
    elapsed: () => performance.now(),
  };
}

/** Goes through the file as an import would, and leaves everything as it is. */
async function rehearse(task: Task): Promise<number> {
  const { source } = task;
  console.log(`${writtenAs(source)}\n\n${await firstMessages(source, SHOWN)}\n`);
  const rejects = countRejects(source.path, SHOWN);
  const total = await importFile({ ...running(task, "checking"), address: null, rejects });
  console.log(`${source.path} checked, nothing sent: ${sentenceOf(total)}`);
  for (const { line, reason } of rejects.first) console.log(`  line ${line}: ${reason}`);
  const more = rejects.count() - rejects.first.length;
  if (more > 0) console.log(`  and ${countOf(more)} more`);
  return report(total, rejects, "would be rejected");
}

function report(total: Imported, rejects: Rejects, outcome = `rejected: see ${rejects.path}`): number {
  const passed = [...total.passed].map(([why, rows]) => `${countOf(rows)} ${why}`);
  if (passed.length > 0) console.log(`passed over, as they never became orders: ${passed.join(", ")}`);
  if (total.rejected === 0) return 0;
  console.error(`${countOf(total.rejected)} of ${countOf(total.rows)} rows ${outcome}`);
  return 1;
}

function siteOf(key: string | undefined): string {
  if (key === undefined) return fail("which site? --site SITE");
  return v.is(SiteKeySchema, key) ? key : fail(`--site ${key}: a site's key is 1 to 40 of a-z, 0-9 and -`);
}

function fail(line: string): never {
  throw new Failure(line);
}
