import { describe, expect, it } from "vitest";
import { type Import, importsOf } from "../support/importsOf.ts";
import { isTest, sourceFiles } from "../support/tree.ts";

// These lists are the documentation: each may import what stands after it, never what stands before. Those that share a
// line with `|` are neighbours and do not see each other.
const SHARED = layers(
  "shared",
  "wire → config → figures → delivery → decision → segments → rules → prediction → scoring → quantiles → privacy → visitor → events",
);
const WORKER = layers(
  "worker",
  "index → app → routes → middleware → cron → delivery → journeys → render → objects → publishedStore → problem → log → fault → operations",
);
const EXTENSION = layers(
  "extension",
  "entrypoints → views → components | state → remote | cache → messages | settings | words",
);

/** Inside one class of objects; what has none of these roles is seen by all of them and sees no XObject. */
const OBJECT_ROLES = ["Object", "Sockets|Outbox", "Store", "Migrations"];

/** Which rooms a room may see, itself included; the first that fits a path is its room. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  shared: ["shared"],
  "worker/tag": ["worker/tag", "shared"],
  "worker/demo": ["worker/demo", "shared"],
  "worker/cli": ["worker/cli", "shared"],
  worker: ["worker", "shared"],
  extension: ["extension", "shared"],
};

/** What builds a room may use what another room builds with. */
const DOORS: Readonly<Record<string, string>> = {
  "extension/wxt.config.ts": "worker/cli/supply/licences.ts",
  "worker/cli/steps/buildSteps.ts": "worker/demo/build.ts",
};

const files = sourceFiles().filter((path) => roomOf(path) !== undefined && !isTest(path));
const edges = files.flatMap((path) => importsOf(path).map((one) => ({ path, ...one })));
const inside = edges.filter((edge) => !edge.isPackage);

describe("rooms", () => {
  it("see no room but those that the house allows", () => {
    const wrong = inside.filter(({ path, target }) => {
      const [from, to] = [roomOf(path), roomOf(target)];
      return from && to && DOORS[path] !== target && !ROOMS[from]?.includes(to);
    });
    expect(wrong.map(arrow)).toEqual([]);
  });

  it("never reach out of the four folders, but for a data file or package.json", () => {
    const wrong = inside.filter(({ target }) => roomOf(target) === undefined && !target.endsWith(".json"));
    expect(wrong.map(arrow)).toEqual([]);
  });

  it("shared imports Valibot and nothing else", () => {
    const wrong = edges.filter(
      ({ path, isPackage, target }) => isPackage && roomOf(path) === "shared" && target !== "valibot",
    );
    expect(wrong.map(arrow)).toEqual([]);
  });

  it("the tag takes types alone from shared, and no package", () => {
    const wrong = edges.filter(({ path, isPackage, isTypeOnly, target }) => {
      if (roomOf(path) !== "worker/tag") return false;
      return isPackage || (roomOf(target) === "shared" && !isTypeOnly);
    });
    expect(wrong.map(arrow)).toEqual([]);
  });
});

describe("layers", () => {
  it.each([
    ["shared", SHARED],
    ["worker", WORKER],
    ["extension", EXTENSION],
  ] as const)("%s has no arrow back", (room, order) => {
    const wrong = inside.filter(({ path, target }) => {
      if (roomOf(path) !== room || roomOf(target) !== room) return false;
      const [from, to] = [layerOf(path, order), layerOf(target, order)];
      if (from === undefined || to === undefined || from.name === to.name) return false;
      return from.rank >= to.rank;
    });
    expect(wrong.map(arrow)).toEqual([]);
  });

  it.each([
    ["shared", SHARED],
    ["worker", WORKER],
    ["extension", EXTENSION],
  ] as const)("%s has no folder or file outside its layers", (room, order) => {
    const stray = files.filter((path) => roomOf(path) === room && !/\.config\.ts$/.test(path) && !layerOf(path, order));
    expect(stray).toEqual([]);
  });

  it("one class of objects never imports another: stubs.ts alone names them", () => {
    const wrong = inside.filter(({ path, target }) => {
      const [from, to] = [classOf(path), classOf(target)];
      return from && to && from !== to;
    });
    expect(wrong.map(arrow)).toEqual([]);
  });

  it("an object stands on its sockets and outbox, these on its store, that on its migrations", () => {
    const wrong = inside.filter(({ path, target }) => {
      if (classOf(path) === undefined || classOf(path) !== classOf(target)) return false;
      const [from, to] = [roleOf(path), roleOf(target)];
      return from === -1 ? to === 0 : to !== -1 && from >= to;
    });
    expect(wrong.map(arrow)).toEqual([]);
  });
});

interface Layer {
  readonly name: string;
  readonly rank: number;
}

function layers(room: string, order: string): readonly (Layer & { readonly prefix: string })[] {
  return order
    .split("→")
    .flatMap((level, rank) =>
      level.split("|").map((name) => ({ name: name.trim(), prefix: `${room}/${name.trim()}`, rank })),
    );
}

function layerOf(path: string, order: readonly (Layer & { readonly prefix: string })[]): Layer | undefined {
  return order.find(({ prefix }) => path.startsWith(`${prefix}/`) || /^\.tsx?$/.test(path.replace(prefix, "")));
}

function roomOf(path: string): string | undefined {
  return Object.keys(ROOMS).find((room) => path.startsWith(`${room}/`));
}

function classOf(path: string): string | undefined {
  return /^worker\/objects\/([a-z]+)\//.exec(path)?.[1];
}

function roleOf(path: string): number {
  return OBJECT_ROLES.findIndex((role) => new RegExp(`(${role})\\.ts$`).test(path));
}

function arrow({ path, target, isTypeOnly }: Import & { readonly path: string }): string {
  return `${path} → ${target}${isTypeOnly ? " (type)" : ""}`;
}
