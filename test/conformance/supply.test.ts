import { describe, expect, it } from "vitest";
import { textOf } from "../support/tree.ts";

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}

const manifest: Readonly<Record<string, Record<string, string>>> = JSON.parse(textOf("package.json"));
const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(textOf("package-lock.json"));
const locked = Object.entries(lock.packages).filter(([path]) => path !== "");
const KINDS = ["dependencies", "devDependencies", "optionalDependencies", "overrides"] as const;

describe("what is installed", () => {
  it.each(KINDS)("is named in %s by its exact version", (kind) => {
    const loose = Object.entries(manifest[kind] ?? {}).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it("is what the lock file says, to the byte, whichever server it comes from", () => {
    expect(locked.length).toBeGreaterThan(500);
    expect(
      locked.filter(([, { integrity }]) => !/^sha512-.{86}==$/.test(integrity ?? "")).map(([path]) => path),
    ).toEqual([]);
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    const wanted = KINDS.slice(0, 3).flatMap((kind) => Object.entries(manifest[kind] ?? {}));
    const differing = wanted.filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version);
    expect(differing).toEqual([]);
  });

  it("runs no script of its own: those that have one are known, and are installed without it", () => {
    const scripted = locked
      .filter(([, one]) => one.hasInstallScript)
      .map(([path]) => path.replace("node_modules/", ""));
    expect(scripted.toSorted()).toEqual(["core-js", "esbuild", "workerd"]);
    expect(textOf("worker/cli/ensure.mjs")).toContain('["ci", "--ignore-scripts",');
  });
});
