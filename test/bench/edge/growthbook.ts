import { GrowthBookClient } from "@growthbook/growthbook";
import { Hono } from "hono";
import { hundredFeatures } from "../hundred.ts";

/** What a slot shows. */
export interface VariantOfSlot {
  readonly snippet: string;
  readonly content: string;
}

interface Asked {
  readonly anonymousId: string;
  /** What is known of the visitor: the caller's own business, so it comes along. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

const features = hundredFeatures();
const client = new GrowthBookClient().initSync({ payload: { features } });
const app = new Hono();

app.post("/decide", async (c) => {
  const { anonymousId, attributes } = await c.req.json<Asked>();
  const visitor = client.createScopedInstance({ attributes: { id: anonymousId, ...attributes } });
  const decisions = Object.fromEntries(Object.keys(features).map((slot) => [slot, visitor.evalFeature(slot).value]));
  return c.json({ decisions });
});

export default app;
