import type { Context, Hono, MiddlewareHandler } from "hono";
import * as v from "valibot";
import type { Call } from "#shared/wire/call";
import type { ProblemKind } from "#shared/wire/problem";
import { Problem } from "../problem.ts";
import { answered } from "./answered.ts";
import { LARGE, ORDINARY, readJson } from "./body.ts";
import type { AppEnv } from "./context.ts";
import { allow } from "./credential.ts";
import { enterSite } from "./site.ts";

type Body<C extends Call> = Checked<C["body"]> | (C extends { readonly mayLackBody: true } ? undefined : never);
type Checked<S> = S extends v.GenericSchema ? v.InferOutput<S> : undefined;

/** What a handler is given: checked input, and the request's one instant. */
export interface Input<C extends Call> {
  readonly c: Context<AppEnv>;
  readonly query: Checked<C["query"]>;
  readonly body: Body<C>;
  readonly now: number;
}

type Handler<C extends Call> = (input: Input<C>) => Promise<v.InferInput<C["answer"]> | Response>;

/**
 * Puts a declared call on a route file: its credential is asked for, its site entered, what becomes of it counted, its query and body checked,
 * and what the handler answers is sent as JSON.
 */
export function serve<C extends Call>(routes: Hono<AppEnv>, declared: C, handler: Handler<C>): void {
  const passes: MiddlewareHandler<AppEnv>[] = declared.path.includes("/:site")
    ? [answered("marketers"), allow(declared.access), enterSite]
    : [allow(declared.access)];
  const bounds = declared.hasLargeBody === true ? LARGE : ORDINARY;
  routes.on(declared.method, [declared.path], ...passes, async (c) => {
    const query = declared.query ? check(declared.query, c.req.query(), "malformed") : undefined;
    const isLeftOut = declared.mayLackBody === true && hasNoBody(c.req.raw);
    const body = declared.body && !isLeftOut ? check(declared.body, await readJson(c, bounds), "invalid") : undefined;
    // The schemas above are the declared ones, which the compiler cannot follow through the optional parts.
    const now = Date.now();
    const answer = await handler({ c, query, body, now } as Input<C>);
    if (answer instanceof Response) return answer;
    // Whose clock is off can tell by it how old what is answered is.
    const headers = { "cache-control": "private, no-store", date: new Date(now).toUTCString() };
    return Response.json(answer, { status: declared.status ?? 200, headers });
  });
}

function hasNoBody({ body, headers }: Request): boolean {
  return body === null || headers.get("content-length") === "0";
}

/** Input by a schema. @throws Problem with every fault and its path */
export function check<const S extends v.GenericSchema>(schema: S, input: unknown, kind: ProblemKind): v.InferOutput<S> {
  const checked = v.safeParse(schema, input);
  if (checked.success) return checked.output;
  const errors = checked.issues.map((issue) => ({ path: pointerOf(issue), message: issue.message }));
  throw new Problem(kind, `${errors.length === 1 ? "One part is" : `${errors.length} parts are`} not as declared`, {
    errors,
  });
}

function pointerOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).map(({ key }) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
