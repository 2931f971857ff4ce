import { METHODS } from "#shared/scoring/families";
import { Failure } from "./failure.ts";
import { askedOf, oneOf, WRITING_HELP, WRITING_OPTIONS } from "./rows/asked.ts";
import { parseMapping } from "./rows/mapping.ts";
import { createRejects, type Rejects } from "./rows/rejects.ts";
import { openSource } from "./rows/source.ts";
import { endOfDay, parseAsOf } from "./scoring/asOf.ts";
import { createBuyers, createVisitors } from "./scoring/customers.ts";
import { OUTPUTS, printScores } from "./scoring/printScores.ts";
import { readOrders } from "./scoring/readOrders.ts";
import { scoreCustomers } from "./scoring/scoreCustomers.ts";
import { asksOrdersAlone, scoringModel } from "./scoring/scoringModel.ts";
import { type Call, type Command, wordsOf } from "./terminal/command.ts";
import { countOf } from "./terminal/progress.ts";
import { writeOut } from "./terminal/writeOut.ts";

const HELP = `
rfedge score FILE [options]

Scores the customers of an orders file by recency, frequency and monetary value, with the very code that the Worker
runs, and needs no Worker. FILE is CSV with a header, or NDJSON: customer_id,order_date,revenue and, if there are any,
order_id,currency; one row an order. Two rows with one order_id of one customer are one order.

  --as-of DATE           a date counts whole calendar days (UTC) and includes that day; an instant counts fractions
                         (default: the date of the last order)
  --method METHOD        quantiles, however few the customers, or thresholds (default: as configured)
  --window-days N        orders that count for frequency and monetary value; all: every one (default: as configured)
  --config FILE          a site's configuration in JSON; what it leaves out takes the default
  --map FIELD=COLUMN,..  where a field stands under another name
  --format FORMAT        csv or json (default: csv)

Where the file does not say enough of how it is written, or says it wrong:

${WRITING_HELP}

Rows that cannot be taken go to FILE.rejected.ndjson with line and reason; the exit code is then 1.
`;

const OPTIONS = {
  "as-of": { type: "string" },
  method: { type: "string" },
  "window-days": { type: "string" },
  config: { type: "string" },
  map: { type: "string", multiple: true },
  format: { type: "string" },
  ...WRITING_OPTIONS,
} as const;

/** `rfedge score`. */
export const scoreCommand: Command = {
  name: "score",
  summary: "scores the customers of an orders file",
  help: HELP,
  run: runScore,
};

async function runScore({ words, signal }: Call): Promise<number> {
  const { values, positionals } = wordsOf(words, OPTIONS, 1);
  const [path] = positionals;
  if (path === undefined) throw new Failure("which FILE? (--help says what can be given)");
  const method = oneOf("--method", values.method, METHODS);
  const output = oneOf("--format", values.format, OUTPUTS) ?? "csv";
  const windowDays = windowOf(values["window-days"]);
  const given = values["as-of"] === undefined ? null : parseAsOf(values["as-of"]);
  const mapping = parseMapping((values.map ?? []).join(","));
  const model = await scoringModel({ config: values.config ?? null, method, windowDays });
  const latest = Number.POSITIVE_INFINITY;
  const source = await openSource({ path, format: "orders", mapping, asked: askedOf(values), latest });
  const rejects = createRejects(path);
  const into = asksOrdersAlone(model) ? createBuyers(model) : createVisitors();
  let rows: number;
  try {
    rows = await readOrders({ source, mapping, model, into, rejects, signal });
  } finally {
    rejects.close();
  }
  const last = into.latest();
  const asOf = given ?? (last === null ? null : endOfDay(last));
  const options = { at: asOf?.at ?? 0, always: method === "quantiles" };
  const scored = asOf === null ? [] : scoreCustomers(into.at(asOf, model), model, options);
  await writeOut(process.stdout, printScores(scored, output, model.currency), signal);
  return report(rows, rejects);
}

function report(rows: number, rejects: Rejects): number {
  if (rejects.count() === 0) return 0;
  console.error(`rfedge score: ${countOf(rejects.count())} of ${countOf(rows)} rows rejected: see ${rejects.path}`);
  return 1;
}

function windowOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text === "all") return Number.POSITIVE_INFINITY;
  const days = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (days > 0) return days;
  throw new Failure(`--window-days ${text}: is neither a number of days nor "all"`);
}
