import { Liquid, Tokenizer, TokenKind } from "liquidjs/dist/liquid.browser.mjs";
import { MAX_CONTENT_BYTES } from "#shared/decision/content";
import type { Field } from "./places.ts";

/** None of these reads a file, runs a loop or keeps a value: what a template may cost is bounded by its own length. */
const TAGS = new Set(["if", "unless", "case"]);
const FILTERS = new Set(
  "default capitalize upcase downcase strip lstrip rstrip squish truncate truncatewords append prepend slice size plus minus times divided_by modulo round ceil floor abs at_least at_most".split(
    " ",
  ),
);
/** In milliseconds, where the platform's clock moves at all; and in what the library counts as memory. */
const RENDER_MS = 1_000;
const MEMORY = 1_000_000;

/** How a value is written where it stands. */
export type Escape = (value: unknown) => string;

const ENGINES = new Map<Escape, Liquid>();

function engineFor(printed: Escape): Liquid {
  const known = ENGINES.get(printed);
  if (known !== undefined) return known;
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictFilters: true,
    // Files are looked for in here.
    templates: {},
    dynamicPartials: false,
    parseLimit: MAX_CONTENT_BYTES,
    renderLimit: RENDER_MS,
    memoryLimit: MEMORY,
    outputEscape: printed,
  });
  keepOnly(engine.tags, TAGS);
  keepOnly(engine.filters, FILTERS);
  ENGINES.set(printed, engine);
  return engine;
}

/** What an object inherits would be found by its name too. */
function keepOnly(names: Record<string, unknown>, kept: ReadonlySet<string>): void {
  for (const name of Object.keys(names)) if (!kept.has(name)) delete names[name];
  Object.setPrototypeOf(names, null);
}

/** A template that has been read: what it asks for, and where. */
export interface Parsed {
  readonly fields: readonly Field[];
  /** The variables, each as the keys that lead to it; null: one whose keys are only known once it is rendered. */
  readonly variables: readonly (readonly (string | number)[] | null)[];
  readonly render: (scope: object) => string;
}

/** Reads a template. @throws Error in words about the template where it is none */
export function parseTemplate(text: string, printed: Escape): Parsed {
  const engine = engineFor(printed);
  const tokens = new Tokenizer(text, engine.options.operators).readTopLevelTokens(engine.options);
  const templates = engine.parse(text);
  return {
    fields: tokens.flatMap(({ kind, begin, end }): Field[] =>
      kind === TokenKind.HTML ? [] : [{ kind: kind === TokenKind.Output ? "output" : "logic", begin, end }],
    ),
    variables: engine.globalVariableSegmentsSync(templates).map((segments) => {
      const keys = segments.filter((segment) => typeof segment !== "object");
      return keys.length === segments.length ? keys : null;
    }),
    render: (scope) => String(engine.renderSync(templates, scope)),
  };
}
