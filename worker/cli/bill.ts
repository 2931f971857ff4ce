import { operationsCalls } from "#shared/wire/operations";
import { type BillLine, billOf } from "./billing/billOf.ts";
import { Failure } from "./failure.ts";
import { requireWorker, tokenOf, workerUrl } from "./sending/address.ts";
import { callWorker } from "./sending/callWorker.ts";
import { type Call, type Command, wordsOf } from "./terminal/command.ts";
import { countOf } from "./terminal/progress.ts";
import { tableOf } from "./terminal/table.ts";

const HELP = `
rfedge bill --page-views N [options]

What N page views cost at Cloudflare's published prices, if they cost what those did that a running Worker has counted
since it started: requests, objects' calls, rows, KV. What imports, marketers and new models cost is not among it.

  --page-views N         how many, as 1000000 or 1e6
  --url URL              the Worker (default: RFEDGE_URL, else http://localhost:8787)
  --token TOKEN          the root token (default: RFEDGE_ADMIN_TOKEN, else what npm start made in .rfedge)

Before what the plan of $5 a month includes. Processor time and the time objects are awake cannot be counted from
within: they are taken as measured from outside. What is stored costs $0.20 a GB a month beside it.
`;

const OPTIONS = { "page-views": { type: "string" }, url: { type: "string" }, token: { type: "string" } } as const;

/** `rfedge bill`. */
export const billCommand: Command = {
  name: "bill",
  summary: "what page views cost, from operations counted in a running Worker",
  help: HELP,
  run: runBill,
};

async function runBill({ words, signal }: Call): Promise<number> {
  const { values } = wordsOf(words, OPTIONS, 0);
  const wanted = pageViewsOf(values["page-views"]);
  const url = workerUrl(values.url, process.env);
  const token = tokenOf(values.token, url, process.env, "root");
  await requireWorker(url, signal);
  const counted = await callWorker(operationsCalls.counted, { url, token, signal });
  if (counted.pageViews === 0)
    throw new Failure(`${url} has seen no page view since it started: open a page of the site, then ask again`);
  const { lines, dollars } = billOf(counted, wanted);
  console.log(
    `${countOf(wanted)} page views, as the ${countOf(counted.pageViews)} that ${url} has seen since it started\n`,
  );
  console.log(tableOf(["operation", "a page view", "all", "$ a million", "$"], lines.map(cellsOf)));
  console.log(`\ntotal: $${dollars.toFixed(2)}`);
  return 0;
}

function cellsOf({ what, perPageView, count, dollarsPerMillion, dollars }: BillLine): string[] {
  return [what, decimal(perPageView), countOf(count), String(dollarsPerMillion), dollars.toFixed(4)];
}

function decimal(value: number): string {
  return value.toFixed(5).replace(/\.?0+$/, "");
}

function pageViewsOf(text: string | undefined): number {
  if (text === undefined) throw new Failure("how many? --page-views N");
  const count = /^[\d_,]+$|^\d+(\.\d+)?e\d+$/i.test(text) ? Number(text.replaceAll(/[_,]/g, "")) : 0;
  if (count >= 1 && Number.isSafeInteger(count)) return count;
  throw new Failure(`--page-views ${text}: is no number of page views`);
}
