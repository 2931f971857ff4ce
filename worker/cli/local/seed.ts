import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import * as v from "valibot";
import { importVisitors } from "#shared/wire/import";
import { type Mapping, parseMapping } from "../rows/mapping.ts";
import { createRejects } from "../rows/rejects.ts";
import { type Format, openSource } from "../rows/source.ts";
import { importFile } from "../sending/importFile.ts";
import { sentenceOf } from "../sending/ledger.ts";
import { inRoot } from "../steps/root.ts";
import { countOf, createProgress } from "../terminal/progress.ts";
import { DEMO } from "./demoSite.ts";
import type { StateFolder } from "./stateFolder.ts";

interface Sample {
  readonly file: string;
  readonly format: Format;
  readonly mapping: Mapping;
}

/** What the demo shop's visitors are made from; worker/demo/data/SOURCE.md says where it comes from. */
const SAMPLES: readonly Sample[] = [
  {
    file: "orders.csv",
    format: "orders",
    mapping: parseMapping("order_date=order_time,revenue=amount_gbp,quantity=units"),
  },
  { file: "events.csv", format: "segment", mapping: new Map() },
];

const SeededSchema = v.object({ at: v.number(), done: v.array(v.string()) });
const FILE = "seeded.json";

export interface Seeding {
  readonly url: string;
  readonly rootToken: string;
  readonly folder: StateFolder;
  readonly signal: AbortSignal;
}

/**
 * Imports the samples that a folder does not have yet, each shifted so that its last instant is when seeding began.
 * That instant is kept: a seeding that was cut off goes on as if it had not been.
 */
export async function seed({ url, rootToken, folder, signal }: Seeding): Promise<void> {
  const kept = v.safeParse(v.pipe(v.string(), v.parseJson(), SeededSchema), folder.read(FILE) ?? "");
  let seeded = kept.success ? kept.output : { at: Date.now(), done: [] };
  for (const sample of SAMPLES) {
    if (seeded.done.includes(sample.file)) continue;
    folder.write(FILE, JSON.stringify(seeded));
    const path = inRoot("worker", "demo", "data", sample.file);
    const source = await openSource({ path, format: sample.format, mapping: sample.mapping, latest: seeded.at });
    const total = await importFile({
      source,
      site: DEMO,
      address: { url: `${url}${importVisitors.path.replace(":site", DEMO)}`, token: rootToken },
      shiftTo: seeded.at,
      rejects: createRejects(join(folder.path, sample.file)),
      progress: createProgress({
        label: `seeding ${sample.file}`,
        output: process.stdout,
        env: process.env,
        now: Date.now,
      }),
      sending: { fetch, signal, wait: (ms) => wait(ms, undefined, { signal }) },
      elapsed: () => performance.now(),
    });
    console.log(`seeded ${sample.file}: ${sentenceOf(total)}, ${countOf(total.rejected)} rejected`);
    seeded = { ...seeded, done: [...seeded.done, sample.file] };
    folder.write(FILE, JSON.stringify(seeded));
    if (seeded.done.length === SAMPLES.length) console.log("the sample data is complete");
  }
}
