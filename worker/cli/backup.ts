import { open } from "node:fs/promises";
import { backupCalls } from "#shared/wire/backup";
import { pageLine, readBackupFile } from "./copying/backupFile.ts";
import { copyTask } from "./copying/copyTask.ts";
import { Failure } from "./failure.ts";
import { callWorker } from "./sending/callWorker.ts";
import { persist } from "./sending/persist.ts";
import type { Call, Command } from "./terminal/command.ts";
import { countOf, createProgress } from "./terminal/progress.ts";

const HELP = `
rfedge backup FILE --site SITE [options]

Copies a whole site into FILE, one JSON object a line, as it is at the instant at which the copying begins: every version of
its configuration, the draft with it, its models, its audit log, how often what was refused, and every visitor's log, from
which values, scores, segments, history, links and counts follow. No server key, token or signing secret is in it, nor who
looked at whom, nor what was found wrong with whose messages: whoever is erased later would come back by it. What is
scheduled has to be scheduled again. A run that was stopped goes on where it was.

  --site SITE    the site's key
  --url URL      the Worker (default: RFEDGE_URL, else http://localhost:8787)
  --token TOKEN  the root token (default: RFEDGE_ADMIN_TOKEN, else what npm start made in .rfedge)

FILE holds personal data: keep it as you keep the site, and no longer than people may wait to be forgotten. It knows
nothing of whoever is erased after it was made: rfedge restore --help says who must be erased again, and where.
`;

/** `rfedge backup`. */
export const backupCommand: Command = {
  name: "backup",
  summary: "copies a whole site into a file",
  help: HELP,
  run: runBackup,
};

async function runBackup(call: Call): Promise<number> {
  const { path, site, worker, persisting } = await copyTask(call);
  const before = await readBackupFile(path);
  if (before.head !== null && before.head.key !== site)
    throw new Failure(`${path} is a backup of ${before.head.key}: name another file`);
  if (before.isWhole) {
    console.log(
      `${path} is a whole backup of ${site} of ${instantOf(before.head?.at ?? 0)} already: name another file for a new one`,
    );
    return 0;
  }
  // Nobody else on this machine is to read it.
  const file = await open(path, before.bytes === 0 ? "w" : "r+", 0o600);
  const progress = createProgress({ label: "backing up", output: process.stdout, env: process.env, now: Date.now });
  const began = performance.now();
  let [position, visitors, expected] = [before.bytes, before.visitors, before.head?.visitors ?? 0];
  try {
    await file.truncate(position);
    for (let cursor: string | null | undefined = before.cursor ?? undefined; cursor !== null; ) {
      const query: { cursor?: string } = cursor === undefined ? {} : { cursor };
      const page = await persist(
        () => callWorker(backupCalls.page, { ...worker, params: { site }, query }),
        persisting,
      );
      const lines = page.cursor === null ? page.lines : [...page.lines, pageLine(page.cursor)];
      const { bytesWritten } = await file.write(lines.map((line) => `${line}\n`).join(""), position);
      position += bytesWritten;
      visitors += page.lines.filter(
        (line) => line.startsWith('{"kind":"visitor"') && line.includes('"isLast":true'),
      ).length;
      if (cursor === undefined) expected = JSON.parse(page.lines[0] ?? "{}").visitors ?? 0;
      cursor = page.cursor;
      const perSecond = (visitors - before.visitors) / Math.max((performance.now() - began) / 1000, 0.001);
      progress.show({ share: Math.min(visitors / Math.max(expected, 1), 1), rows: visitors, perSecond });
    }
    await file.sync();
  } finally {
    progress.end();
    await file.close();
  }
  const { head } = await readBackupFile(path);
  console.log(
    `${path} is ${site} of ${instantOf(head?.at ?? 0)}: ${countOf(visitors)} visitors, ${countOf(position)} bytes`,
  );
  return 0;
}

function instantOf(at: number): string {
  return new Date(at).toISOString();
}
