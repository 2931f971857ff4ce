import { pointerTo } from "#shared/config/faults";
import type { SiteConfig } from "#shared/config/siteConfig";
import { contentOf, type Written } from "#shared/decision/content";
import { hasFields } from "#shared/decision/fields";
import { imageMarkup } from "#shared/decision/image";
import type { Issue } from "#shared/events/event";

/** More help nobody. */
const MOST_FAULTS = 100;

/** What is wrong with the merge fields of a configuration's content, each fault at its own place; none where no content has any. */
export async function contentFaults({
  slots,
  snippets: library,
}: Pick<SiteConfig, "slots" | "snippets">): Promise<Issue[]> {
  const written: (readonly [path: readonly unknown[], written: Written])[] = [
    ...library.map((piece, place) => [["snippets", place], piece] as const),
    ...slots.flatMap(({ snippets }, slot) =>
      snippets.map((snippet, place) => [["slots", slot, "snippets", place], snippet] as const),
    ),
  ];
  // What a snippet takes from the library is told of there.
  const templates = written.filter(([, one]) => one.library === undefined && contentOf(one)?.fields != null);
  if (templates.length === 0) return [];
  const { compileContent } = await import("./template.ts");
  const faults = templates.flatMap(([path, one]) =>
    textsOf(one).flatMap(([key, text]) => {
      const compiled = hasFields(text) ? compileContent(text, one.contentType) : null;
      const messages = compiled !== null && "faults" in compiled ? compiled.faults : [];
      return messages.map((message) => ({ path: pointerTo([...path, ...key]), message }));
    }),
  );
  return faults.slice(0, MOST_FAULTS);
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
