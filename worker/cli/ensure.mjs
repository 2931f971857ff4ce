// Runs before start, test, bench, build, check and deploy, on whichever Node (18 or newer) the machine has: it installs
// what is missing, among it the Node that the rest of the command then runs on. So it is plain JavaScript and imports
// nothing that would have to be installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const binaries = join(root, "node_modules", ".bin");
const stamp = join(root, "node_modules", ".rfedge-installed");
const oldest = [22, 12];

const textOf = (path) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

/** What an installation depends on; a changed script is not among it. */
function wanted() {
  const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(
    textOf(join(root, "package.json")),
  );
  const parts = [
    dependencies,
    devDependencies,
    optionalDependencies,
    overrides,
    textOf(join(root, "package-lock.json")),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** The environment of a script, less what npm added to it: npm must not run on the binary that it is about to replace. */
function outside() {
  const inherited = /^npm_(lifecycle|package|execpath|command|config_loglevel|config_omit)/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !inherited.test(name)));
  const name = Object.keys(env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
  const folders = (env[name] ?? "")
    .split(delimiter)
    .filter((folder) => folder && resolve(folder) !== resolve(binaries));
  return { ...env, [name]: folders.join(delimiter) };
}

function versionOnPath() {
  const path = [binaries, process.env.PATH ?? ""].join(delimiter);
  const shell = process.platform === "win32";
  const { stdout } = spawnSync("node", ["--version"], { env: { ...process.env, PATH: path }, encoding: "utf8", shell });
  return (stdout ?? "").trim();
}

function fail(line) {
  console.error(line);
  process.exit(1);
}

/** npm links the commands of packages, not the project's own: with this link `npx rfedge` finds it at once, unasked. */
function linkOwnCommand() {
  if (process.platform === "win32") return;
  chmodSync(join(root, "worker", "cli", "rfedge.mjs"), 0o755);
  symlinkSync(join("..", "..", "worker", "cli", "rfedge.mjs"), join(binaries, "rfedge"));
}

const hash = wanted();
if (textOf(stamp) !== hash) {
  console.log("Installing what is missing (once) ...");
  const shell = process.platform === "win32";
  // No package needs a script of its own to be installed, so none gets to run one.
  const { status, error } = spawnSync(
    "npm",
    ["ci", "--ignore-scripts", "--include=dev", "--include=optional", "--loglevel=error"],
    {
      cwd: root,
      env: outside(),
      stdio: ["ignore", "inherit", "inherit"],
      shell,
    },
  );
  if (error) fail(`npm could not be started: ${error.message}`);
  if (status !== 0) fail("npm ci failed: see above; without a network it needs a filled npm cache.");
  linkOwnCommand();
  writeFileSync(stamp, hash);
}

const version = versionOnPath();
const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  fail(
    `RFEdge needs Node ${oldest.join(".")} or newer, found ${version || "none"}: install it from https://nodejs.org and try again.`,
  );
}
