import { Hono } from "hono";
import { explainSlot } from "#shared/decision/explainSlot";
import { explainCalls } from "#shared/wire/explain";
import { explanationAnswer } from "#shared/wire/explainAnswers";
import { isoOf } from "#shared/wire/visitorAnswers";
import { factsFor, readerOf, wantedFacts } from "../journeys/decideFor.ts";
import type { AppEnv } from "../middleware/context.ts";
import { openVisitor } from "../middleware/openVisitor.ts";
import { type Input, serve } from "../middleware/serve.ts";
import { viewOf } from "../middleware/view.ts";
import { askKnown, type VisitorStub } from "../objects/stubs.ts";
import type { ReadAnswer } from "../objects/visitor/visitorRequests.ts";
import { Problem } from "../problem.ts";
import { tailored } from "../render/tailor.ts";

/** Why a visitor scores so, is in their segment, and gets what they get; nothing is written. */
export const explaining = new Hono<AppEnv>();

type Asked = Input<typeof explainCalls.explain>;

serve(explaining, explainCalls.explain, async (input) => {
  const { c, query, now } = input;
  if (query.slot !== undefined) return await slotOf(input, query.slot);
  const event = query.event ?? null;
  const request = { site: c.var.site.key, version: c.var.site.model.version, now, event };
  const explanation = await found(input, (stub) => stub.explain(request));
  if (event !== null && explanation.event === null)
    throw new Problem("not-found", `This visitor has no event ${event.slice(0, 100)}`);
  return explanationAnswer(explanation);
});

/** The page is the one asked about; language, country and device are those of who asks, as nothing is kept of the visitor's. */
async function slotOf(input: Asked, key: string) {
  const { c, query, now } = input;
  const { site } = c.var;
  const slot = site.config.slots.find((candidate) => candidate.key === key);
  if (slot === undefined) throw new Problem("not-found", `There is no slot ${key.slice(0, 100)}`);
  const request = { site: site.key, version: site.model.version, now, facts: wantedFacts(site), servedIn: key };
  const known = await found(input, (stub) => askKnown(stub, request));
  const view = viewOf(c, { url: query.url ?? null, referrer: null, locale: null, now });
  const { factOf, bucketIn, limits } = factsFor(site, known, view);
  const { decision, snippets } = explainSlot(slot, factOf, now, bucketIn, limits);
  const { [key]: shown = decision } = await tailored(site, { [key]: decision }, readerOf(known, view));
  return {
    slot: key,
    decision: shown,
    // What is served is kept by the visitor's object alone, when it decides.
    served: known.served ? { ...known.served, at: isoOf(known.served.at), path: "visitor" } : null,
    snippets: snippets.map(({ comparisons, languages, fields, ...snippet }) => ({
      ...snippet,
      comparisons: [...comparisons],
      ...(languages && { languages: [...languages] }),
      ...(fields && { fields: [...fields] }),
    })),
  };
}

async function found<T>({ c, now }: Asked, ask: (stub: VisitorStub) => Promise<ReadAnswer<T>>): Promise<T> {
  return await openVisitor(c, { id: c.req.param("id") ?? "", ask, now });
}
