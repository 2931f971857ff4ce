import { type JsonSchema, toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { SiteConfigSchema } from "#shared/config/siteConfig";
import { SlotSchema } from "#shared/decision/slot";
import { SnippetSchema } from "#shared/decision/snippet";
import { OPERATORS, RuleSchema, VisitorRuleSchema } from "#shared/rules/rule";
import { AudienceSchema } from "#shared/segments/audience";
import { SegmentSchema } from "#shared/segments/segment";
import { ProblemSchema } from "#shared/wire/problem";
import { HistorySchema, RecordedEventSchema, ScoresSchema, VisitorSchema } from "#shared/wire/visitors";

/** What is shown once, under a name, and referred to from everywhere else. */
const NAMED = {
  Problem: ProblemSchema,
  Visitor: VisitorSchema,
  Scores: ScoresSchema,
  History: HistorySchema,
  RecordedEvent: RecordedEventSchema,
  SiteConfig: SiteConfigSchema,
  Segment: SegmentSchema,
  Audience: AudienceSchema,
  Slot: SlotSchema,
  Snippet: SnippetSchema,
} as const satisfies Record<string, v.GenericSchema>;

/** Rules by any of their schemas: all are shown as the one below. */
const RULES: Record<string, v.GenericSchema> = { Rule: RuleSchema, VisitorRule: VisitorRuleSchema };

const SCALAR: JsonSchema = { type: ["string", "number", "boolean"] };
const ORDERED: JsonSchema = { type: ["string", "number"] };
const OPERANDS: Readonly<Record<(typeof OPERATORS)[number], JsonSchema>> = {
  eq: SCALAR,
  ne: SCALAR,
  gt: ORDERED,
  gte: ORDERED,
  lt: ORDERED,
  lte: ORDERED,
  in: { type: "array", items: SCALAR },
  contains: SCALAR,
  exists: { type: "boolean" },
};

const RULE_REF: JsonSchema = { $ref: "#/components/schemas/Rule" };
const rules = (key: string, value: JsonSchema): JsonSchema => ({
  type: "object",
  properties: { [key]: value },
  required: [key],
  additionalProperties: false,
});

/** The rule language. Its checker is hand-written, so its schema is too; the operators are those of the checker. */
const RULE: JsonSchema = {
  description: "all, any and not hold rules; a comparison has one fact and exactly one operator.",
  anyOf: [
    rules("all", { type: "array", items: RULE_REF }),
    rules("any", { type: "array", items: RULE_REF }),
    rules("not", RULE_REF),
    {
      type: "object",
      properties: {
        fact: { type: "string" },
        ...Object.fromEntries(OPERATORS.map((operator) => [operator, OPERANDS[operator]])),
      },
      required: ["fact"],
      minProperties: 2,
      maxProperties: 2,
      additionalProperties: false,
    },
  ],
};

/** A schema as JSON Schema 2020-12. What is sent is described as it may be given, what is answered as it comes out. */
export function jsonSchemaOf(schema: v.GenericSchema, side: "input" | "output"): JsonSchema {
  return convert(schema, side, side === "output" ? { ...NAMED, ...RULES } : RULES).root;
}

/** The named schemas, each in full. */
export function namedSchemas(): Record<string, JsonSchema> {
  const { named } = convert(v.unknown(), "output", { ...NAMED, ...RULES });
  // Lazy schemas leave numbered definitions behind, which nothing refers to.
  const kept = Object.keys(NAMED).map((name) => [name, named[name] ?? {}]);
  return { ...Object.fromEntries(kept), Rule: RULE };
}

function convert(schema: v.GenericSchema, side: "input" | "output", definitions: Record<string, v.GenericSchema>) {
  const {
    $schema: _,
    $defs: named = {},
    ...root
  } = toJsonSchema(schema, {
    target: "draft-2020-12",
    typeMode: side,
    // What cannot be said in JSON Schema (a check of two fields against each other) is left to the answer 422.
    errorMode: "ignore",
    definitions,
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId in RULES ? "Rule" : referenceId}`,
    overrideSchema: ({ valibotSchema }) => lazySchema(valibotSchema, side),
    // Rules are the only schemas that a raw transformation makes.
    overrideAction: ({ valibotAction }) => (valibotAction.type === "raw_transform" ? RULE_REF : null),
  });
  return { root, named };
}

/** A lazy schema chooses by its input: any of what it chooses for one input of each kind it tells apart. */
function lazySchema(schema: object, side: "input" | "output"): JsonSchema | null {
  if (!("getter" in schema) || typeof schema.getter !== "function") return null;
  const { getter } = schema;
  const branches = new Set([1, "", true, [], {}, { perPages: 1 }].map((input): v.GenericSchema => getter(input)));
  return { anyOf: [...branches].map((branch) => convert(branch, side, {}).root) };
}
