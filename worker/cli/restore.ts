import { stat } from "node:fs/promises";
import type { BackupFirstId, BackupHead } from "#shared/wire/backup";
import { type Restoration, restoreCalls } from "#shared/wire/restore";
import { type BackupFileLine, backupLines, readBackupFile } from "./copying/backupFile.ts";
import { type CopyTask, copyTask } from "./copying/copyTask.ts";
import { Failure } from "./failure.ts";
import { callWorker, Refusal } from "./sending/callWorker.ts";
import { persist } from "./sending/persist.ts";
import type { Call, Command } from "./terminal/command.ts";
import { countOf, createProgress } from "./terminal/progress.ts";

const HELP = `
rfedge restore FILE --site SITE [options]

Makes the site SITE of a backup: a key that nobody has used, in this Worker or any other. It equals the site that FILE was made
of: values, scores, segments, history, links, counts. Nobody reaches it before all of it is there. A run that was stopped goes
on where it was, and a second run changes nothing.

Into the very site that FILE was made of it puts back what is lost there, and opens it where it was closed: who is there stays
as they are, and who was erased since stays erased.

Erasures made after FILE are known to the Worker where they were made, and hold there: in the same site, opened or closed,
and in every copy beside it. A Worker that has lost its storage, or another one, knows nothing of them: there restore the
newest backup, and erase again whoever was erased since (the receipts, or the audit log that rfedge audit has saved, say
who). An older backup than the last that was restored is refused.

  --site SITE    the key of the site to be made
  --url URL      the Worker (default: RFEDGE_URL, else http://localhost:8787)
  --token TOKEN  the root token (default: RFEDGE_ADMIN_TOKEN, else what npm start made in .rfedge)

The site's new secrets are printed once. Under its old key its pages' write keys go on working; server keys, marketers' tokens
and the secret of identity tokens are new in any case.
`;

/** `rfedge restore`. */
export const restoreCommand: Command = {
  name: "restore",
  summary: "makes a site of a backup",
  help: HELP,
  run: runRestore,
};

/** A request stays well under what one may hold, unless one line is as large. */
const MOST_BYTES = 700_000;
const MOST_LINES = 400;
const MOST_WOKEN = 400;

interface Restoring extends CopyTask {
  readonly head: BackupHead;
  /** The file's first line, as it stands there. */
  readonly first: string;
  readonly bytes: number;
  /** What the Worker had before. */
  readonly before: Restoration;
}

async function runRestore(call: Call): Promise<number> {
  const task = await copyTask(call);
  const { path, site } = task;
  const { head, isWhole } = await readBackupFile(path);
  if (head === null) throw new Failure(`${path} is no backup, or not there`);
  if (!isWhole) throw new Failure(`${path} is not whole: rfedge backup ${path} --site ${head.key} goes on with it`);
  const before = (await stateOf(task)) ?? { backup: head.backup, lines: 0, isOpen: false, woken: 0 };
  const isSame = before.backup === head.backup;
  const { size: bytes } = await stat(path);
  const first = await firstLine(path);
  const nothing = { backup: head.backup, lines: 0, isOpen: false, woken: 0 };
  const restoring = { ...task, head, first, bytes, before: isSame ? before : nothing };
  const visitors = await takeLines(restoring);
  const opened = await ask(task, () =>
    callWorker(restoreCalls.open, { ...task.worker, params: { key: site }, body: { backup: head.backup } }),
  );
  if (opened.secrets !== null) showSecrets(opened.secrets);
  const woken = await wake(restoring);
  const left = [
    ...(visitors.kept > 0 ? [`${countOf(visitors.kept)} were there and stay as they are`] : []),
    ...(visitors.erased > 0 ? [`${countOf(visitors.erased)} have been erased since, and stay so`] : []),
  ];
  const of = `${head.key} of ${new Date(head.at).toISOString()}`;
  console.log([`${site} is ${of}, version ${opened.version}: ${countOf(woken)} visitors`, ...left].join("; "));
  return 0;
}

/** Sends every line that the Worker has not taken. */
async function takeLines(task: Restoring): Promise<{ kept: number; erased: number }> {
  const { path, site, worker, first, before } = task;
  const total = { kept: 0, erased: 0 };
  const show = progressOf(task, "restoring");
  for await (const batch of batches(path, ({ number }) => number >= before.lines, MOST_LINES)) {
    const from = batch[0]?.number ?? 0;
    const body = { from, head: first, lines: batch.map(({ text }) => text) };
    const { kept, erased } = await ask(task, () =>
      callWorker(restoreCalls.lines, { ...worker, params: { key: site }, body }),
    );
    total.kept += kept;
    total.erased += erased;
    show(batch);
  }
  show(null);
  return total;
}

/** Lets every visitor live again of whom the Worker has not heard. @returns how many there are in all */
async function wake(task: Restoring): Promise<number> {
  const { path, site, worker, head, before } = task;
  const show = progressOf(task, "counting");
  let count = 0;
  const isWanted = ({ visitor, number }: BackupFileLine) => {
    if (visitor !== null) count += 1;
    return visitor !== null && number >= before.woken;
  };
  for await (const batch of batches(path, isWanted, MOST_WOKEN)) {
    const visitors: BackupFirstId[] = batch.flatMap(({ visitor }) => visitor ?? []);
    const body = { backup: head.backup, through: (batch.at(-1)?.number ?? 0) + 1, visitors };
    await ask(task, () => callWorker(restoreCalls.wake, { ...worker, params: { key: site }, body }));
    show(batch);
  }
  show(null);
  return count;
}

/** The wanted lines of a file, as many together as one request carries. */
async function* batches(
  path: string,
  isWanted: (line: BackupFileLine) => boolean,
  most: number,
): AsyncGenerator<BackupFileLine[]> {
  let batch: BackupFileLine[] = [];
  let bytes = 0;
  for await (const line of backupLines(path)) {
    if (!isWanted(line)) continue;
    if (batch.length === most || (batch.length > 0 && bytes + line.text.length > MOST_BYTES)) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(line);
    bytes += line.text.length;
  }
  if (batch.length > 0) yield batch;
}

/** Shows how far through the file a pass is; null: it is over. */
function progressOf({ bytes }: Restoring, label: string) {
  const progress = createProgress({ label, output: process.stdout, env: process.env, now: Date.now });
  const began = performance.now();
  let rows = 0;
  return (batch: readonly BackupFileLine[] | null) => {
    if (batch === null) return progress.end();
    rows += batch.length;
    const perSecond = rows / Math.max((performance.now() - began) / 1000, 0.001);
    progress.show({ share: (batch.at(-1)?.end ?? 0) / Math.max(bytes, 1), rows, perSecond });
  };
}

async function stateOf(task: CopyTask): Promise<Restoration | null> {
  const { worker, site } = task;
  try {
    return await ask(task, () => callWorker(restoreCalls.state, { ...worker, params: { key: site } }));
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  }
}

async function firstLine(path: string): Promise<string> {
  for await (const { text } of backupLines(path)) return text;
  return "";
}

function ask<T>({ persisting }: CopyTask, call: () => Promise<T>): Promise<T> {
  return persist(call, persisting);
}

function showSecrets({ writeKey, serverKey, token }: { writeKey: string; serverKey: string; token: string }): void {
  console.log(`write key:   ${writeKey}\nserver key:  ${serverKey}\nadmin token: ${token}\nThey are shown this once.`);
}
