import { type Difference, diffConfig } from "#shared/config/diffConfig";
import { checkCalls } from "#shared/wire/check";
import { configCalls } from "#shared/wire/config";
import { type ConfigFile, isEdited, readConfigFile, writeConfigFile } from "./configuring/configFile.ts";
import { differencesText, marksFor } from "./configuring/differencesText.ts";
import { Failure } from "./failure.ts";
import { requireWorker, siteOf, tokenOf, workerUrl } from "./sending/address.ts";
import { callWorker } from "./sending/callWorker.ts";
import { type Call, type Command, wordsOf } from "./terminal/command.ts";

const HELP = `
rfedge config pull|push|diff FILE --site SITE [options]

A site's whole configuration as one reviewed file: {"version": 3, "config": {..}}, as GET /config answers it. Keys that
are left out of config mean the default; version says upon which it is based, so that nobody publishes over what they
have not seen.

  pull   writes what is published to FILE
  push   drafts what is in FILE and publishes it; then FILE is what is published, cleaned markup and new version included
  diff   prints where FILE differs from what is published; exit 1 where it does

  --site SITE          the site's key
  --note TEXT          push: what is said of the new version
  --draft-only         push: leaves it a draft, for somebody to look at and publish
  --dry-run            push: checks it and prints what would change; saves nothing
  --base-version N     push: the version that FILE is based on, where it does not say so; latest: whatever is in force
  --replace-draft      push: puts FILE in the place of somebody's draft
  --draft              diff: with the draft instead of what is published
  --force              pull: over a FILE that has been changed since it was pulled
  --url URL            the Worker (default: RFEDGE_URL, else http://localhost:8787)
  --token TOKEN        an editor's token or more (default: RFEDGE_ADMIN_TOKEN, else what npm start made in .rfedge)
`;

const OPTIONS = {
  site: { type: "string" },
  note: { type: "string" },
  "draft-only": { type: "boolean" },
  "dry-run": { type: "boolean" },
  "base-version": { type: "string" },
  "replace-draft": { type: "boolean" },
  draft: { type: "boolean" },
  force: { type: "boolean" },
  url: { type: "string" },
  token: { type: "string" },
} as const;

/** `rfedge config`. */
export const configCommand: Command = {
  name: "config",
  summary: "a site's whole configuration as one reviewed file",
  help: HELP,
  run: runConfig,
};

type Values = ReturnType<typeof wordsOf<typeof OPTIONS>>["values"];

/** What each of the three is given. */
interface Task {
  readonly path: string;
  readonly site: string;
  readonly values: Values;
  /** The Worker, and who asks it for which site. */
  readonly worker: {
    readonly url: string;
    readonly token: string;
    readonly params: { readonly site: string };
    readonly signal: AbortSignal;
  };
}

const ACTIONS: Readonly<Record<string, (task: Task) => Promise<number>>> = { pull, push, diff };

async function runConfig({ words, signal }: Call): Promise<number> {
  const { values, positionals } = wordsOf(words, OPTIONS, 2);
  const [name = "", path] = positionals;
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (action === undefined) throw new Failure("pull, push or diff? (--help says what each does)");
  if (path === undefined) throw new Failure(`${name} which FILE?`);
  const site = siteOf(values.site);
  const url = workerUrl(values.url, process.env);
  const token = tokenOf(values.token, url, process.env, "root");
  await requireWorker(url, signal);
  return await action({ path, site, values, worker: { url, token, params: { site }, signal } });
}

async function pull({ path, site, values, worker }: Task): Promise<number> {
  const published = await callWorker(configCalls.get, worker);
  const file = values.force ? null : await readConfigFile(path);
  if (file !== null && (await isChanged(file, worker)))
    throw new Failure(`${path} has been changed since it was pulled: push it, or --force to lose that`);
  await writeConfigFile(path, published);
  console.log(`${path} is version ${published.version} of ${site}`);
  return 0;
}

async function isChanged(file: ConfigFile, worker: Task["worker"]): Promise<boolean> {
  if (file.version === null) return true;
  const params = { ...worker.params, version: String(file.version) };
  const pulled = await callWorker(configCalls.version, { ...worker, params });
  return isEdited(file, pulled.config);
}

async function push({ path, site, values, worker }: Task): Promise<number> {
  const file = await existing(path);
  const published = await callWorker(configCalls.get, worker);
  const baseVersion = baseOf(file, path, values["base-version"]) ?? published.version;
  if (baseVersion !== published.version) throw await conflict({ path, baseVersion, worker });
  const checked = await callWorker(checkCalls.check, { ...worker, body: { config: file.config } });
  const differences = diffConfig(published.config, checked.config);
  if (differences.length === 0) {
    console.log(`${path} is what is published: version ${published.version} of ${site}`);
    return 0;
  }
  print(differences);
  for (const note of checked.notes) console.log(`note: ${note}`);
  if (values["dry-run"]) {
    console.log(`${path} checked, nothing saved: ${counted(differences)} from version ${baseVersion} of ${site}`);
    return 0;
  }
  const there = await callWorker(configCalls.draft, worker);
  if (there.author !== null && !values["replace-draft"] && diffConfig(there.config, checked.config).length > 0)
    throw new Failure(`there is a draft by ${there.author} of ${there.at}: --replace-draft puts ${path} in its place`);
  const draft = await callWorker(configCalls.saveDraft, { ...worker, body: file.config, revision: there.revision });
  if (values["draft-only"]) {
    console.log(`${path} is the draft upon version ${baseVersion} of ${site}`);
    return 0;
  }
  const body = { baseVersion, ...(values.note === undefined ? {} : { note: values.note }) };
  const made = await callWorker(configCalls.publish, { ...worker, body, revision: draft.revision });
  await writeConfigFile(path, { version: made.version, config: draft.config });
  console.log(`${path} is published as version ${made.version} of ${site}`);
  return 0;
}

async function diff({ path, site, values, worker }: Task): Promise<number> {
  const file = await existing(path);
  const { version, config } = values.draft ? await draftIn(worker) : await callWorker(configCalls.get, worker);
  const checked = await callWorker(checkCalls.check, { ...worker, body: { config: file.config } });
  const differences = diffConfig(config, checked.config);
  const against = `${values.draft ? "the draft upon " : ""}version ${version} of ${site}`;
  print(differences);
  console.log(`${path}: ${counted(differences)} from ${against}`);
  if (file.version !== null && file.version !== version)
    console.log(`${path} is based on version ${file.version}: what has been published since is among it`);
  return differences.length === 0 ? 0 : 1;
}

async function draftIn(worker: Task["worker"]) {
  const { baseVersion, config } = await callWorker(configCalls.draft, worker);
  return { version: baseVersion, config };
}

async function existing(path: string): Promise<ConfigFile> {
  const file = await readConfigFile(path);
  if (file === null) throw new Failure(`there is no ${path}`);
  return file;
}

/** The version that a file is based on; null: whatever is in force. */
function baseOf({ version }: ConfigFile, path: string, given: string | undefined): number | null {
  if (given === "latest") return null;
  if (given !== undefined) {
    if (/^[1-9]\d{0,9}$/.test(given)) return Number(given);
    throw new Failure(`--base-version ${given}: is neither a version's number nor latest`);
  }
  if (version !== null) return version;
  throw new Failure(`${path} does not say upon which version it is based: pull it first, or --base-version N`);
}

interface Conflict {
  readonly path: string;
  readonly baseVersion: number;
  readonly worker: Task["worker"];
}

/** Who was first, in one line. */
async function conflict({ path, baseVersion, worker }: Conflict): Promise<Failure> {
  const [latest] = (await callWorker(configCalls.versions, worker)).versions;
  const note = latest?.note ? `, ${JSON.stringify(latest.note)}` : "";
  const by = latest === undefined ? "" : ` (by ${latest.author}, ${latest.at}${note})`;
  return new Failure(
    `version ${latest?.version} is in force${by}, ${path} is based on ${baseVersion}: diff shows what differs, --base-version latest publishes over it`,
  );
}

function print(differences: readonly Difference[]): void {
  if (differences.length > 0) console.log(differencesText(differences, marksFor(process.stdout, process.env)));
}

function counted({ length }: readonly unknown[]): string {
  return length === 1 ? "1 difference" : `${length === 0 ? "no" : length} differences`;
}
