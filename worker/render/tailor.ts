import { type Content, contentOf } from "#shared/decision/content";
import type { Decision } from "#shared/decision/decide";
import { hasFields } from "#shared/decision/fields";
import { languageFor } from "#shared/decision/language";
import { log } from "../log.ts";
import type { PublishedSite } from "../publishedStore.ts";
import type { Compiled } from "./template.ts";

/** Whom content is tailored to. */
export interface Reader {
  /** Every language that is welcome, the most welcome first. */
  readonly languages: () => readonly string[];
  /** A personal fact; undefined of somebody who has not proved who they are. */
  readonly factOf: (name: string) => unknown;
}

type Decisions = Readonly<Record<string, Decision>>;
type Compile = typeof import("./template.ts").compileContent;

/** What of a site's content differs from reader to reader, by slot and snippet; null: nothing, as mostly. */
type Tailored = ReadonlyMap<string, ReadonlyMap<string, Content>> | null;

const TAILORED = new WeakMap<PublishedSite, Tailored>();
const TEMPLATES = new WeakMap<PublishedSite, Map<string, Compiled>>();

/** Decisions in the reader's language, with merge fields filled. What cannot be filled leaves the page its own content. */
export function tailored(site: PublishedSite, decisions: Decisions, reader: Reader): Decisions | Promise<Decisions> {
  const content = tailoredIn(site);
  if (content === null) return decisions;
  const chosen = Object.entries(decisions).map(
    ([slot, decision]) => [slot, inLanguage(content, slot, decision, reader)] as const,
  );
  const isTemplate = chosen.some(([slot, decision]) => mayBeTemplate(content, slot, decision));
  if (!isTemplate) return Object.fromEntries(chosen);
  return filled(site, content, chosen, reader);
}

function tailoredIn(site: PublishedSite): Tailored {
  const known = TAILORED.get(site);
  if (known !== undefined) return known;
  const bySlot = site.config.slots.flatMap(({ key, snippets }) => {
    const found = snippets.flatMap((snippet) => {
      const content = contentOf(snippet);
      return content !== null && (content.fields !== null || content.translations !== null)
        ? [[snippet.key, content] as const]
        : [];
    });
    return found.length === 0 ? [] : [[key, new Map(found)] as const];
  });
  const made = bySlot.length === 0 ? null : new Map(bySlot);
  TAILORED.set(site, made);
  return made;
}

function inLanguage(content: NonNullable<Tailored>, slot: string, decision: Decision, { languages }: Reader): Decision {
  if (decision.snippet === null) return decision;
  const { translations = null, language: own = null } = content.get(slot)?.get(decision.snippet) ?? {};
  if (translations === null) return decision;
  const language = languageFor((tag) => translations.has(tag), own, languages());
  const translation = language === null ? undefined : translations.get(language);
  if (language === null || translation === undefined) return own === null ? decision : { ...decision, language: own };
  return { ...decision, content: translation, language };
}

function mayBeTemplate(content: NonNullable<Tailored>, slot: string, { snippet, content: text }: Decision): boolean {
  return snippet !== null && content.get(slot)?.get(snippet)?.fields != null && hasFields(text);
}

async function filled(
  site: PublishedSite,
  content: NonNullable<Tailored>,
  chosen: readonly (readonly [slot: string, decision: Decision])[],
  reader: Reader,
): Promise<Decisions> {
  // An isolate whose sites have no merge fields never evaluates what reads them.
  const { compileContent } = await import("./template.ts");
  return Object.fromEntries(
    chosen.map(([slot, decision]) =>
      mayBeTemplate(content, slot, decision)
        ? [slot, filledDecision(site, decision, reader, compileContent)]
        : [slot, decision],
    ),
  );
}

function filledDecision(site: PublishedSite, decision: Decision, { factOf }: Reader, compile: Compile): Decision {
  if (decision.snippet === null) return decision;
  const templates = TEMPLATES.get(site) ?? new Map<string, Compiled>();
  TEMPLATES.set(site, templates);
  const key = `${decision.contentType} ${decision.content}`;
  const template = templates.get(key) ?? compile(decision.content, decision.contentType);
  templates.set(key, template);
  try {
    if ("fill" in template) return { ...decision, content: template.fill(factOf) };
    log("template-refused", { site: site.key, snippet: decision.snippet });
  } catch (error) {
    log("filling-failed", { site: site.key, snippet: decision.snippet }, error);
  }
  const { selector } = decision;
  return {
    ...{ snippet: null, content: null, contentType: null, reason: "default" },
    ...(selector !== undefined && { selector }),
  };
}
