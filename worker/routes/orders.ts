import { Hono } from "hono";
import { orderAnswer } from "#shared/wire/orderAnswers";
import { orderCalls } from "#shared/wire/orders";
import type { AppEnv } from "../middleware/context.ts";
import { openVisitor } from "../middleware/openVisitor.ts";
import { serve } from "../middleware/serve.ts";

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
  const { orders, cursor } = await openVisitor(c, { id, ask: (stub) => stub.orders(request), now });
  return { currency, orders: orders.map((order) => orderAnswer(order, currency)), cursor };
});
