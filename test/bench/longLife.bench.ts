import { modelOf } from "#shared/config/modelOf";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { readMessage } from "#shared/events/event";
import type { Model } from "#shared/segments/model";
import { nextDelivery } from "#shared/segments/nextTransition";
import { segmentAt } from "#shared/segments/segmentAt";
import { applyEvents } from "#shared/visitor/applyEvents";
import { type Moment, momentOf } from "#shared/visitor/moment";
import { NOBODY, type Visitor } from "#shared/visitor/visitor";
import { compareWork, type Run, type Size, type Work } from "./load.ts";

const NOW = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;
const LONG = 1_000;
const SHORT = 10;
const MORE = 50;

/** What the next page view of somebody with a thousand of them in the window comes to, against somebody with ten: where they stand, and what time changes within the hour. */
export function longLife(size: Pick<Size, "pairs" | "seconds">): Run {
  const parsed = parseSiteConfig({});
  if ("errors" in parsed) throw new RangeError(JSON.stringify(parsed.errors[0]));
  const model = modelOf(parsed.config, 1);
  const next = (events: number) => nextOf(aLife(events, model), model);
  const against = `the same after ${SHORT} page views instead of ${LONG.toLocaleString("en")}`;
  return compareWork({ name: "long-life", against, ours: next(LONG), baseline: next(SHORT) }, size);
}

/** The nth page view after a life, each an instant later than the one before; now and then from the beginning again, or a short life would be long. */
function nextOf(life: Visitor, model: Model): Work["ours"] {
  segmentAt(life, model, NOW);
  let visitor = life;
  return (n) => {
    const at = NOW + 1 + n;
    visitor = applyEvents(n % MORE === 0 ? life : visitor, [pageView(`next-${n}`, at, model)]);
    const standing = segmentAt(visitor, model, at);
    const next = nextDelivery(standing.activity, model, at, at + HOUR_MS);
    return standing.segment === "anonymous-prospect" && (next === null || next > at);
  };
}

/** Page views of the last weeks, one an hour. */
function aLife(events: number, model: Model): Visitor {
  const moments = Array.from({ length: events }, (_, index) =>
    pageView(`m-${index}`, NOW - (events - index) * HOUR_MS, model),
  );
  return applyEvents(NOBODY, moments);
}

function pageView(messageId: string, timestamp: number, model: Model): Moment {
  const said = { type: "page", anonymousId: "a", messageId, timestamp };
  const read = readMessage(said, { receivedAt: timestamp, freshId: () => messageId });
  if ("issues" in read) throw new RangeError(JSON.stringify(read.issues));
  return momentOf(read.message, model.conversions, 1, false);
}
