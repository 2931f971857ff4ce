import { Hono } from "hono";
import { FAMILIES } from "#shared/scoring/families";
import { figureCalls } from "#shared/wire/figures";
import { countMatching } from "../journeys/gatherDirectory.ts";
import { matrixFigures, matrixQueryOf, segmentFigures } from "../journeys/gatherFigures.ts";
import { distribution, migrations, trends } from "../journeys/gatherMovements.ts";
import { askedOf } from "../journeys/listQuery.ts";
import { lastReconciliation } from "../journeys/reconcile.ts";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";
import { directoryStubs } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";

/** All visitors, counted. */
export const figures = new Hono<AppEnv>();

serve(figures, figureCalls.segments, ({ c, query, now }) =>
  segmentFigures(c.env, c.var.site, query.last30Days === "true" ? { now } : undefined),
);

serve(figures, figureCalls.matrix, ({ c, query, now }) => {
  const whole = matrixQueryOf(query);
  if (whole === null) throw notOfFamily("/y", query.family ?? "rfm", "x and y are two of");
  return matrixFigures(c.env, c.var.site, whole, query.last30Days === "true" ? { now } : undefined);
});

serve(figures, figureCalls.migrations, ({ c, query, now }) => migrations(c.env, c.var.site, query, now));

serve(figures, figureCalls.trends, ({ c, query, now }) => trends(c.env, c.var.site, query, now));

serve(figures, figureCalls.distribution, ({ c, query, now }) => {
  const { family = "rfm", dimension = "recency" } = query;
  const dimensions: readonly string[] = FAMILIES[family];
  if (!dimensions.includes(dimension)) throw notOfFamily("/dimension", family, "is one of");
  return distribution(c.env, c.var.site, { family, dimension }, now);
});

serve(figures, figureCalls.count, ({ c, body, now }) =>
  countMatching(directoryStubs(c.env, c.var.site.key), body.rule, askedOf(c.var.site, now)),
);

serve(figures, figureCalls.reconciliation, ({ c }) => lastReconciliation(c.env, c.var.site));

function notOfFamily(path: string, family: keyof typeof FAMILIES, says: string): Problem {
  const message = `${says} ${FAMILIES[family].join(", ")}`;
  return new Problem("malformed", `That is no dimension of ${family}`, { errors: [{ path, message }] });
}
