import { Hono } from "hono";
import { orderAnswer } from "#shared/wire/orderAnswers";
import { orderCalls } from "#shared/wire/orders";
import { resolveVisitor } from "../journeys/resolveVisitor.ts";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";
import { Problem } from "../problem.ts";

/** What somebody ordered, and what became of it. */
export const orders = new Hono<AppEnv>();

const ORDERS_PER_PAGE = 100;

serve(orders, orderCalls.list, async ({ c, query, now }) => {
  const { site } = c.var;
  const { currency } = site.config.site;
  const id = c.req.param("id") ?? "";
  const request = {
    site: site.key,
    version: site.model.version,
    now,
    cursor: query.cursor ?? null,
    limit: ORDERS_PER_PAGE,
  };
  const resolved = await resolveVisitor(c.env, site, id, (stub) => stub.orders(request));
  if (resolved === null) throw new Problem("not-found", `Nobody is known here by ${id.slice(0, 100)}`);
  const { orders, cursor } = resolved.found;
  return { currency, orders: orders.map((order) => orderAnswer(order, currency)), cursor };
});
