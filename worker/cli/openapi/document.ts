import type { JsonSchema } from "@valibot/to-json-schema";
import type { Access, Call } from "#shared/wire/call";
import { EvaluationFailureSchema } from "#shared/wire/ofrep";
import { ProblemSchema } from "#shared/wire/problem";
import { CONVERSATIONS } from "./conversations.ts";
import type { DeclaredCall } from "./declaredCalls.ts";
import { EXAMPLES } from "./examples.ts";
import { jsonSchemaOf, namedSchemas } from "./jsonSchema.ts";

export interface Media {
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

export interface OpenApi {
  readonly openapi: "3.1.1";
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly summary: string;
    readonly license: object;
  };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: object;
    readonly responses: object;
  };
}

/** Who may make a call, in words. */
const WHO: Readonly<Record<Access, string>> = {
  open: "Anybody.",
  site: "A write key or a server key; the write key may also stand in the body.",
  server: "A server key, never from a browser, or a marketer token.",
  viewer: "A marketer token: viewer, editor or admin.",
  editor: "A marketer token: editor or admin.",
  admin: "A marketer token: admin.",
  import: "A server key, never from a browser, or a marketer token: admin.",
  root: "The operator’s root token.",
};

const SCHEMES = {
  key: {
    type: "http",
    scheme: "basic",
    description: "A write key (`wk_..`) or server key (`sk_..`) as the user, no password.",
  },
  token: { type: "http", scheme: "bearer", description: "A marketer token (`mt_..`), the root token, or a key." },
  apiKey: {
    type: "apiKey",
    in: "header",
    name: "X-API-Key",
    description: "Any credential, where Authorization is not to be had.",
  },
  access: {
    type: "apiKey",
    in: "cookie",
    name: "CF_Authorization",
    description:
      "A marketer by Cloudflare Access, where the Worker is set up for it; changes from its own pages alone.",
  },
} as const;

/** All declared calls as one OpenAPI 3.1 document. */
export function documentOf(calls: readonly DeclaredCall[], version: string): OpenApi {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const declared of calls) {
    const path = declared.call.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [declared.call.method.toLowerCase()]: operationOf(declared) };
  }
  const named = new Set(calls.map(({ conversation }) => conversation));
  return {
    openapi: "3.1.1",
    info: {
      title: "RFEdge",
      version,
      summary: "Events in, scores and segments out, and what each visitor should see.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [...named].map((name) => ({ name, description: CONVERSATIONS[name]?.description ?? "" })),
    paths,
    components: { schemas: namedSchemas(), securitySchemes: SCHEMES, responses: FAILURES },
  };
}

function operationOf({ name, conversation, call }: DeclaredCall): Operation {
  const example = EXAMPLES[name];
  const body = call.body && { schema: jsonSchemaOf(call.body, "input"), ...(example === undefined ? {} : { example }) };
  return {
    operationId: name,
    summary: call.summary,
    description: WHO[call.access],
    tags: [conversation],
    security: securityOf(call.access),
    parameters: [...pathParameters(call.path), ...queryParameters(call.query && jsonSchemaOf(call.query, "input"))],
    ...(body ? { requestBody: { required: call.mayLackBody !== true, content: { "application/json": body } } } : {}),
    responses: responsesOf(conversation, call, jsonSchemaOf(call.answer, "output")),
  };
}

function securityOf(access: Access): Operation["security"] {
  if (access === "open") return [];
  const withKey = access === "site" || access === "server" || access === "import";
  const byAccess = access !== "site" && access !== "root";
  return [...(withKey ? [{ key: [] }] : []), { token: [] }, { apiKey: [] }, ...(byAccess ? [{ access: [] }] : [])];
}

function pathParameters(path: string): Parameter[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(query: JsonSchema | undefined): Parameter[] {
  return Object.entries(query?.properties ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: query?.required?.includes(name) ?? false,
    schema: typeof schema === "boolean" ? {} : schema,
  }));
}

function responsesOf(conversation: string, call: Call, schema: JsonSchema): Operation["responses"] {
  const status = call.status ?? 200;
  const failure = { $ref: `#/components/responses/${DIALECT_OF[conversation] ?? "Problem"}` };
  if (conversation === "live") {
    return {
      101: {
        description: "The connection becomes a WebSocket; each message is one of these.",
        content: { "application/json": { schema } },
      },
      default: failure,
    };
  }
  // Text as a whole answer is a fragment of a page.
  const type = call.type ?? (schema.type === "string" ? "text/html" : "application/json");
  return {
    [status]: { description: status === 201 ? "Made." : "As asked.", content: { [type]: { schema } } },
    default: failure,
  };
}

/** Conversations that tell of failures in their own protocol's shape. */
const DIALECT_OF: Readonly<Record<string, keyof typeof FAILURES>> = {
  ingest: "SegmentProblem",
  ofrep: "EvaluationFailure",
  snippets: "EmptyFragment",
};

const FAILURES = {
  Problem: {
    description: "What went wrong, by RFC 9457.",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  },
  EvaluationFailure: {
    description: "What went wrong, as OpenFeature’s providers read it: 400 for whatever is wrong with a context.",
    content: { "application/json": { schema: jsonSchemaOf(EvaluationFailureSchema, "output") } },
  },
  EmptyFragment: {
    description: "Nothing to include; `Server-Timing` says why. 204 for htmx.",
  },
  SegmentProblem: {
    description: "What went wrong, as Segment’s libraries read it: 400 for whatever is wrong with a message.",
    content: {
      "application/json": {
        schema: {
          type: "object",
          properties: {
            success: { const: false },
            message: { type: "string" },
            errors: jsonSchemaOf(ProblemSchema.entries.errors, "output"),
          },
          required: ["success", "message", "errors"],
        },
      },
    },
  },
} as const;
