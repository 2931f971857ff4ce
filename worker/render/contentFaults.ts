import { pointerTo } from "#shared/config/faults";
import type { SiteConfig } from "#shared/config/siteConfig";
import { writingsIn } from "#shared/config/writings";
import { contentOf, type Written } from "#shared/decision/content";
import { BRACES, hasFields } from "#shared/decision/fields";
import { imageMarkup } from "#shared/decision/image";
import type { Issue } from "#shared/events/event";
import { brokenBranch } from "./branches.ts";

/** More help nobody. */
const MOST_FAULTS = 100;

/**
 * What is wrong with the merge fields of a configuration's content, each fault at its own place; none where no content has any.
 *
 * @param config with markup that has been cleaned
 */
export async function contentFaults(config: Pick<SiteConfig, "slots" | "snippets">): Promise<Issue[]> {
  const templates = writingsIn(config).filter(({ written }) => contentOf(written)?.fields != null);
  if (templates.length === 0) return [];
  const { compileContent } = await import("./template.ts");
  const faults = templates.flatMap(({ path, written }) =>
    textsOf(written).flatMap(([key, text]) => {
      const compiled = hasFields(text) ? compileContent(text, written.contentType) : null;
      const messages = compiled !== null && "faults" in compiled ? compiled.faults : [];
      const isCleaned = compiled !== null && written.contentType === "text/html" && written.raw !== true;
      return [...(isCleaned ? markupFaults(text) : []), ...messages].map((message) => ({
        path: pointerTo([...path, ...key]),
        message,
      }));
    }),
  );
  return faults.slice(0, MOST_FAULTS);
}

/** Markup is clean as long as fields take only text away, and put only text in its place. */
function markupFaults(text: string): string[] {
  const holding = (text.match(BRACES) ?? []).filter((field) => /[<>]/.test(field));
  if (holding.length > 0) return holding.map((field) => `${field.slice(0, 60)} must hold no markup`);
  const place = brokenBranch(text);
  return place === null
    ? []
    : [`must close in each branch what is opened there, and nothing else: ${place.slice(0, 60)}`];
}

function textsOf({ content, image, translations = {} }: Written): (readonly [key: readonly string[], text: string])[] {
  return [
    ...(content === undefined ? [] : [[["content"], content] as const]),
    ...(image === undefined ? [] : [[["image"], imageMarkup(image)] as const]),
    ...Object.entries(translations).map(
      ([tag, one]) => [["translations", tag], typeof one === "string" ? one : imageMarkup(one)] as const,
    ),
  ];
}
