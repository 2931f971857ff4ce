import { readdir } from "node:fs/promises";
import type { Call } from "#shared/wire/call";

/** A declared call, the conversation it is part of, and a name that no other call has. */
export interface DeclaredCall {
  readonly conversation: string;
  /** `visitors.history`. */
  readonly name: string;
  readonly call: Call;
}

const WIRE = new URL("../../../shared/wire/", import.meta.url);

/** In the order of a reader's interest; a conversation that is not named here comes behind. */
const ORDER = [
  "ingest",
  "decide",
  "snippets",
  "ofrep",
  "visitors",
  "orders",
  "live",
  "figures",
  "config",
  "check",
  "schedule",
  "previews",
  "tokens",
  "audit",
  "import",
  "sites",
];

/** Every call that `shared/wire` declares: what is declared is documented. */
export async function declaredCalls(): Promise<DeclaredCall[]> {
  const files = (await readdir(WIRE)).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  const found = await Promise.all(files.sort(byInterest).map((file) => callsOf(file.slice(0, -".ts".length))));
  return found.flat();
}

async function callsOf(conversation: string): Promise<DeclaredCall[]> {
  const exported: Record<string, unknown> = await import(new URL(`${conversation}.ts`, WIRE).href);
  return Object.entries(exported).flatMap(([name, value]) => {
    if (isCall(value)) return [{ conversation, name: `${conversation}.${name}`, call: value }];
    if (!name.endsWith("Calls") || typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([inner, call]) =>
      isCall(call) ? [{ conversation, name: `${conversation}.${inner}`, call }] : [],
    );
  });
}

function isCall(value: unknown): value is Call {
  return typeof value === "object" && value !== null && "method" in value && "path" in value && "answer" in value;
}

function byInterest(one: string, other: string): number {
  const placeOf = (file: string) =>
    (ORDER.indexOf(file.slice(0, -".ts".length)) + ORDER.length + 1) % (ORDER.length + 1);
  return placeOf(one) - placeOf(other) || one.localeCompare(other);
}
