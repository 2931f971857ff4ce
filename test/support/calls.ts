import type { Call } from "#shared/wire/call";

/** Every call that `shared/wire` declares, which are those of `/openapi.json`. */
export const declaredCalls: readonly Call[] = Object.values(
  import.meta.glob<Record<string, unknown>>(["../../shared/wire/*.ts", "!**/*.test.ts"], { eager: true }),
)
  .flatMap((module) => Object.entries(module))
  .flatMap(([name, value]) => (name.endsWith("Calls") ? Object.values(value ?? {}) : [value]))
  .filter(isCall);

/** The path of a call with its ids filled in. */
export function pathOf(pattern: string, ids: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(ids[name] ?? "x"));
}

function isCall(value: unknown): value is Call {
  return typeof value === "object" && value !== null && "method" in value && "path" in value;
}
