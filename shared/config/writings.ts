import type { Written } from "../decision/content.ts";
import type { SiteConfig } from "./siteConfig.ts";

/** Content where it is written: in a snippet, or in the library. */
export interface Writing {
  /** Where it stands, as the keys that lead there. */
  readonly path: readonly (string | number)[];
  /** `hero/welcome`, or `library:welcome`. */
  readonly name: string;
  readonly written: Written;
}

/** All content of a configuration, each where it is written: what a snippet shows of the library stands in the library. */
export function writingsIn({ slots = [], snippets = [] }: Partial<Pick<SiteConfig, "slots" | "snippets">>): Writing[] {
  return [
    ...snippets.map((written, place) => ({ path: ["snippets", place], name: `library:${written.key}`, written })),
    ...slots.flatMap(({ key, snippets: shown }, slot) =>
      shown.flatMap((written, place) =>
        written.library === undefined
          ? [{ path: ["slots", slot, "snippets", place], name: `${key}/${written.key}`, written }]
          : [],
      ),
    ),
  ];
}
