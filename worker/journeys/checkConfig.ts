import { readConfig } from "#shared/config/readConfig";
import { parseSiteConfig, type SiteConfig } from "#shared/config/siteConfig";
import type { Fault } from "#shared/wire/problem";
import { Problem } from "../problem.ts";
import { cleanContent } from "../render/cleanContent.ts";
import { contentFaults } from "../render/contentFaults.ts";

/** A whole configuration as it may be published: `notes` say what was added, taken out, or is surely not meant. */
export interface CheckedConfig {
  readonly config: SiteConfig;
  readonly notes: readonly string[];
}

/**
 * A configuration as it is stored: whole, with markup from which all that could run is gone, and merge fields only where what they print
 * stays text. What is previewed is what is published.
 *
 * @throws Problem `invalid`, each fault with its path
 */
export async function checkConfig(document: unknown): Promise<CheckedConfig> {
  const written = wholeConfig(document);
  const { clean, stripped, faults } = await cleanContent(written.config);
  if (faults.length > 0) throw invalid(faults);
  // Read anew, for what is known of a snippet is known of that very object.
  const config = clean === null ? written.config : wholeConfig(clean).config;
  const misplaced = await contentFaults(config);
  if (misplaced.length > 0) throw invalid(misplaced);
  return { config, notes: [...written.notes, ...stripped] };
}

/** A configuration that was kept once, as today's rules see it. @throws Problem `invalid` where they refuse more than slots */
export function storedConfig(body: string): CheckedConfig {
  const document: unknown = JSON.parse(body);
  return readConfig(document) ?? wholeConfig(document);
}

/** A configuration with the default for what it leaves out. @throws Problem `invalid`, each fault with its path */
function wholeConfig(document: unknown): CheckedConfig {
  const parsed = parseSiteConfig(document);
  if ("errors" in parsed) throw invalid(parsed.errors);
  return parsed;
}

function invalid(errors: readonly Fault[]): Problem {
  return new Problem("invalid", "The configuration is not valid", { errors });
}
