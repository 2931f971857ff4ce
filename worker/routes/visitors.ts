import { Hono } from "hono";
import { parseInstant } from "#shared/events/clock";
import { eventAnswer, historyAnswer } from "#shared/wire/visitorAnswers";
import { visitorOfRow } from "#shared/wire/visitorOfRow";
import { visitorCalls } from "#shared/wire/visitors";
import { listVisitors } from "../journeys/gatherDirectory.ts";
import { noteSightings } from "../journeys/noteSightings.ts";
import type { AppEnv } from "../middleware/context.ts";
import { actorOf } from "../middleware/credential.ts";
import { openVisitor } from "../middleware/openVisitor.ts";
import { type Input, serve } from "../middleware/serve.ts";
import type { VisitorStub } from "../objects/stubs.ts";
import type { ReadAnswer } from "../objects/visitor/visitorRequests.ts";
import { Problem } from "../problem.ts";

/** Who somebody is, what they did, and where they stood when. */
export const visitors = new Hono<AppEnv>();

const EVENTS_PER_PAGE = 50;
const DAY_MS = 86_400_000;

serve(visitors, visitorCalls.list, async ({ c, query, now }) => {
  const { site, credential } = c.var;
  const list = await listVisitors(c.env, site, query, now);
  const visitors = list.visitors.map(({ id }) => id);
  noteSightings(site.key, { actor: actorOf(credential), how: "listed", visitors }, now);
  return list;
});

serve(visitors, visitorCalls.get, async (input) => {
  const { c, now } = input;
  const request = { site: c.var.site.key, version: c.var.site.model.version, now, withChoices: true } as const;
  const row = await found(input, (stub) => stub.read(request));
  return visitorOfRow(row, c.var.site.config.site.currency, now);
});

serve(visitors, visitorCalls.history, async (input) => {
  const { c, query, now } = input;
  const asOf = query.asOf === undefined ? undefined : endOf(query.asOf);
  const entries = await found(input, (stub) =>
    stub.history({ site: c.var.site.key, version: c.var.site.model.version, now }),
  );
  return historyAnswer(entries, asOf);
});

serve(visitors, visitorCalls.events, async (input) => {
  const { c, query, now } = input;
  const request = {
    site: c.var.site.key,
    version: c.var.site.model.version,
    now,
    cursor: query.cursor ?? null,
    limit: EVENTS_PER_PAGE,
  };
  const { events, cursor } = await found(input, (stub) => stub.events(request));
  return { events: events.map(eventAnswer), cursor };
});

async function found<T>(
  { c, now }: Pick<Input<typeof visitorCalls.get>, "c" | "now">,
  ask: (stub: VisitorStub) => Promise<ReadAnswer<T>>,
): Promise<T> {
  return await openVisitor(c, { id: c.req.param("id") ?? "", ask, now });
}

/** A date includes the whole of its day. */
function endOf(text: string): number {
  const at = parseInstant(text);
  if (at === null)
    throw new Problem("malformed", "asOf is no date", {
      errors: [{ path: "/asOf", message: "must be an ISO 8601 date or instant" }],
    });
  return /T|\d \d/.test(text) ? at : at + DAY_MS - 1;
}
