import { Hono } from "hono";
import * as v from "valibot";
import { sightingAnswer, sightingCalls } from "#shared/wire/sightings";
import { resolveVisitor } from "../journeys/resolveVisitor.ts";
import type { AppEnv } from "../middleware/context.ts";
import { type Input, serve } from "../middleware/serve.ts";
import { siteStub } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";

/** Who saw which visitors, for those who answer for a site. */
export const sightings = new Hono<AppEnv>();

const CursorSchema = v.tuple([v.number(), v.string(), v.string(), v.string()]);

serve(sightings, sightingCalls.list, async (input) => {
  const { c, query } = input;
  const after = query.cursor === undefined ? null : readCursor(query.cursor);
  const visitors = query.visitor === undefined ? null : await idsOf(input, query.visitor);
  const rows = await siteStub(c.env, c.var.site.key).sightings({ visitors, actor: query.actor ?? null, after });
  return { sightings: rows.page.map(sightingAnswer), cursor: rows.next && JSON.stringify(rows.next) };
});

/** Whoever was linked is still recorded under the ids they were seen by, and whoever has ended under the one that they had. */
async function idsOf({ c, now }: Pick<Input<typeof sightingCalls.list>, "c" | "now">, id: string): Promise<string[]> {
  const { site } = c.var;
  const request = { site: site.key, version: site.model.version, now };
  const resolved = await resolveVisitor(c.env, site, id, (stub) => stub.membership(request));
  return resolved === null ? [id] : [resolved.found.id, ...resolved.found.parts.map((part) => part.id)];
}

function readCursor(text: string): v.InferOutput<typeof CursorSchema> {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), CursorSchema), text);
  if (parsed.success) return parsed.output;
  const errors = [{ path: "/cursor", message: "is not a cursor of this list" }];
  throw new Problem("malformed", "The list cannot be made", { errors });
}
