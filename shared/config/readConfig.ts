import { parseSiteConfig, type SiteConfig } from "./siteConfig.ts";

/** A configuration as today's rules see it, and in words what was added to it or left out of it. */
export interface ReadConfig {
  readonly config: SiteConfig;
  readonly notes: readonly string[];
}

/**
 * Reads a configuration that was kept once, maybe by an earlier release. Keys that this did not know take the default; a slot that is refused
 * today is left out, so that pages show their own content there, and the rest of the site goes on.
 *
 * @param document parsed JSON
 * @returns null: more than slots is refused
 */
export function readConfig(document: unknown): ReadConfig | null {
  const parsed = parseSiteConfig(document);
  if (!("errors" in parsed)) return parsed;
  const refused = new Map(
    parsed.errors.map(({ path, message }) => [/^\/slots\/(\d+)(?=\/|$)/.exec(path)?.[1], `${path} ${message}`]),
  );
  const { slots } = Object(document);
  if (refused.has(undefined) || !Array.isArray(slots)) return null;
  const kept = slots.filter((_, place) => !refused.has(`${place}`));
  const rest = kept.length < slots.length ? readConfig({ ...Object(document), slots: kept }) : null;
  return (
    rest && {
      config: rest.config,
      notes: [
        ...[...refused].map(([place, fault]) => {
          const key: unknown = Object(slots[Number(place)]).key;
          return `The slot ${typeof key === "string" ? key : place} is left out: ${fault}.`;
        }),
        ...rest.notes,
      ],
    }
  );
}
