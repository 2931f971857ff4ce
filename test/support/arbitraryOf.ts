import * as fc from "fast-check";
import type * as v from "valibot";
import { OPERATORS } from "#shared/rules/rule";

/** What a schema is made of, as far as values can be made from it. */
interface Part {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Part>>;
  readonly rest?: Part;
  readonly item?: Part;
  readonly items?: readonly Part[];
  readonly wrapped?: Part;
  readonly options?: readonly unknown[];
  readonly key?: Part;
  readonly value?: Part;
  readonly literal?: unknown;
  readonly pipe?: readonly Part[];
  readonly requirement?: unknown;
  readonly getter?: (input: unknown) => Part;
}

/** What no schema asks for, and whoever wants to break something sends. */
const JUNK: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, "", " ", "0", "null", "__proto__", "constructor"],
  ...[
    "\u0000",
    "\ud800",
    "é",
    "\u202e",
    "a".repeat(300),
    "2026-02-30",
    "9999999999999",
    "<b>",
    "' OR 1=1",
    "../x",
    "%00",
  ],
  ...[[], {}, [[]], { a: {} }, [null], { length: -1 }, { toString: 1 }, { valueOf: "x" }],
];
/** Words that mean something here, so that what is made of them gets further than the first check. */
const WORDS = [
  ...["hero", "all", "new", "vip", "demo", "ada", "rfm", "rfe", "rfd", "recency", "monetary", "tier", "score", "event"],
  ...[
    "segment",
    "orders",
    "revenue",
    "daysSince.order",
    "traits.plan",
    "count.page",
    "page",
    "track",
    "Order Completed",
  ],
  ...[
    "EUR",
    "USD",
    "Europe/Copenhagen",
    "en",
    "fi",
    "<p>Hi</p>",
    "{{ traits.name }}",
    "#hero",
    "quantiles",
    "thresholds",
  ],
  ...["/", "https://shop.example/x?utm_source=n", "1", "2026-11-26", "2026-11-26T10:00:00Z", "wk_demo", "sk_demo"],
];

const junk = fc.constantFrom(...JUNK);
const word = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...WORDS) }, { weight: 1, arbitrary: fc.string() });
const instant = fc
  .date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((at) => at.toISOString());
const number = fc.oneof(
  fc.integer({ min: -2, max: 40 }),
  fc.constantFrom(0, 1, 2, 3, 5, 50, 100, 365, 1_000, 86_400_000, 0.5, 1e21),
);
const fact = fc.constantFrom(
  ...["identified", "orders", "revenue", "sessions", "daysSince.order", "daysSince.event.Signed Up", "count.page"],
  ...[
    "score.rfm.recency",
    "tier.rfe.frequency",
    "value.rfd.duration",
    "traits.plan",
    "segment",
    "audience",
    "page.path",
  ],
  ...[
    "orders.category.x",
    "campaign.first.source",
    "lapseRatio",
    "prediction.pAlive",
    "time.hour",
    "device",
    "made.up",
  ],
);
const operandOf = (operator: string) => {
  if (operator === "exists") return fc.boolean();
  if (operator === "in") return fc.array(fc.oneof(word, number), { maxLength: 2 });
  return fc.oneof(number, word);
};
const comparison = fc
  .constantFrom(...OPERATORS)
  .chain((operator) =>
    fc.tuple(fact, operandOf(operator)).map(([name, operand]) => ({ fact: name, [operator]: operand })),
  );
const { rule } = fc.letrec<{ rule: unknown }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    comparison,
    fc.record({ all: fc.array(tie("rule"), { maxLength: 2 }) }),
    fc.record({ any: fc.array(tie("rule"), { maxLength: 2 }) }),
    fc.record({ not: tie("rule") }),
  ),
}));

/**
 * Values that a schema takes, or nearly.
 *
 * @param junkShare of the parts of a value, how many are something else; 0: what is wrong is so by accident
 */
export function arbitraryOf(schema: v.GenericSchema, junkShare: number): fc.Arbitrary<unknown> {
  return new Making(junkShare).of(schema, "", 0);
}

/** A document of which one to three parts, anywhere, are something else: what is asked for there is not known. */
export function exchanged(document: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(document, []);
  const something = fc.oneof(
    { weight: 2, arbitrary: junk },
    { weight: 3, arbitrary: word },
    { weight: 3, arbitrary: number },
    { weight: 3, arbitrary: rule },
    { weight: 1, arbitrary: instant },
  );
  const exchange = fc.record({ place: fc.constantFrom(...places), by: something });
  return fc
    .array(exchange, { maxLength: 3 })
    .map((exchanges) => exchanges.reduce((made, { place, by }) => withAt(made, place, by), document));
}

type Place = readonly string[];

function placesIn(value: unknown, place: Place): Place[] {
  if (typeof value !== "object" || value === null) return [place];
  const within = Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...place, key]));
  return place.length === 0 ? within : [place, ...within];
}

/** The value with another at a place, where there is still such a place. */
function withAt(value: unknown, [key, ...rest]: Place, by: unknown): unknown {
  if (key === undefined) return by;
  if (typeof value !== "object" || value === null || !(key in value)) return value;
  if (Array.isArray(value))
    return value.map((element, index) => (String(index) === key ? withAt(element, rest, by) : element));
  return { ...value, [key]: withAt(Reflect.get(value, key), rest, by) };
}

/** Names by which a text is an instant, whatever its schema says. */
const INSTANT = /^(timestamp|sentAt|originalTimestamp|at|from|to|until|asOf|expiresAt)$/;

class Making {
  readonly #junkShare: number;

  constructor(junkShare: number) {
    this.#junkShare = junkShare;
  }

  /** @param name what the value is called where it stands */
  of(part: Part, name: string, depth: number): fc.Arbitrary<unknown> {
    if (depth > 12) return fc.constant(null);
    const made = this.#meant(part, name, depth);
    if (this.#junkShare === 0) return made;
    const weight = Math.round(1 / this.#junkShare);
    return fc.oneof({ weight, arbitrary: made }, { weight: 1, arbitrary: junk });
  }

  #meant(part: Part, name: string, depth: number): fc.Arbitrary<unknown> {
    const inner = (one: Part | undefined, own = name) =>
      one === undefined ? fc.constant(null) : this.of(one, own, depth + 1);
    const { type, entries, options = [] } = part;
    switch (type) {
      case "object":
      case "loose_object":
      case "strict_object":
      case "object_with_rest":
        return this.#objectOf(entries ?? {}, type === "loose_object", inner);
      case "array":
        return fc.array(inner(part.item), { maxLength: 3 });
      case "tuple":
      case "strict_tuple":
        return fc.tuple(...(part.items ?? []).map((one) => inner(one)));
      case "record":
        return fc.dictionary(part.key ? textOf(part.key, "") : word, inner(part.value, ""), { maxKeys: 3 });
      case "union":
      case "variant":
        return fc.oneof(...options.map((one) => inner(one as Part)));
      case "picklist":
      case "enum":
        return fc.constantFrom(...options);
      case "optional":
      case "exact_optional":
      case "non_optional":
        return inner(part.wrapped);
      case "nullable":
      case "nullish":
        return fc.oneof({ weight: 4, arbitrary: inner(part.wrapped) }, { weight: 1, arbitrary: fc.constant(null) });
      case "lazy":
        return inner(part.getter?.(undefined));
      case "literal":
        return fc.constant(part.literal);
      case "boolean":
        return fc.boolean();
      case "number":
        return numberOf(part);
      case "string":
        return textOf(part, name);
      case "null":
        return fc.constant(null);
      default:
        return name === "rule" ? rule : openOf(name);
    }
  }

  #objectOf(
    entries: Readonly<Record<string, Part>>,
    isLoose: boolean,
    inner: (part: Part, name: string) => fc.Arbitrary<unknown>,
  ): fc.Arbitrary<object> {
    const fields = Object.entries(entries).map(([name, part]) => [name, inner(part, name)] as const);
    const requiredKeys = Object.keys(entries).filter((name) => !LEFT_OUT.has(entries[name]?.type ?? ""));
    const own = fc.record(Object.fromEntries(fields), { requiredKeys });
    if (!isLoose && this.#junkShare === 0) return own;
    const others = fc.dictionary(word, openOf(""), { maxKeys: 2 });
    const more = fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: others });
    return fc.tuple(own, more).map(([object, beside]) => ({ ...beside, ...object }));
  }
}

const LEFT_OUT = new Set(["optional", "exact_optional", "nullish"]);

/** Of what a schema leaves open. */
function openOf(name: string): fc.Arbitrary<unknown> {
  if (INSTANT.test(name)) return fc.oneof(instant, number);
  return fc.oneof(rule, word, number, fc.jsonValue({ maxDepth: 3 }));
}

function numberOf({ pipe = [] }: Part): fc.Arbitrary<number> {
  const bound = (type: string, otherwise: number) => {
    const found = pipe.find((one) => one.type === type)?.requirement;
    return typeof found === "number" ? found : otherwise;
  };
  const [min, max] = [bound("min_value", -2), bound("max_value", Number.POSITIVE_INFINITY)];
  const within = fc.integer({ min: Math.ceil(min), max: Math.floor(Math.min(max, Math.max(min, 0) + 400)) });
  return fc.oneof({ weight: 3, arbitrary: within }, { weight: 1, arbitrary: number });
}

function textOf({ pipe = [] }: Part, name: string): fc.Arbitrary<string> {
  const regex = pipe.find(({ type }) => type === "regex")?.requirement;
  const isInstant = INSTANT.test(name) || pipe.some(({ type }) => type === "iso_timestamp" || type === "iso_date");
  if (isInstant) return fc.oneof({ weight: 8, arbitrary: instant }, { weight: 1, arbitrary: word });
  if (name === "slot") return fc.constantFrom("hero", "hero", "note");
  if (name === "key") return fc.constantFrom("hero", "all", "new", "note", "a1", "a2", "a3", "a4");
  return regex instanceof RegExp ? fc.oneof(word, matching(regex)) : word;
}

/** Texts of a pattern, where such can be made of it. */
function matching(regex: RegExp): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(regex);
  } catch {
    return word;
  }
}
