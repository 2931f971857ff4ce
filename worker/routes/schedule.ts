import { Hono } from "hono";
import { instantIn } from "#shared/events/zone";
import { scheduleCalls } from "#shared/wire/schedule";
import { refusalProblem } from "../middleware/configAnswers.ts";
import type { AppEnv } from "../middleware/context.ts";
import { doerIn } from "../middleware/credential.ts";
import { revisionsIn } from "../middleware/ifMatch.ts";
import { serve } from "../middleware/serve.ts";
import type { Scheduled } from "../objects/site/scheduleStore.ts";
import { siteStub } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";

/** A publication that waits for its instant. */
export const scheduling = new Hono<AppEnv>();

const LONGEST_WAIT_MS = 366 * 86_400_000;

serve(scheduling, scheduleCalls.read, async ({ c }) => {
  const waiting = await siteStub(c.env, c.var.site.key).waiting();
  return { schedule: waiting && onWire(waiting) };
});

serve(scheduling, scheduleCalls.create, async ({ c, body, now }) => {
  const { site } = c.var;
  const order = {
    by: doerIn(c),
    note: body.note ?? "",
    baseVersion: body.baseVersion,
    revisions: revisionsIn(c),
    publishAt: instantOf(body.at, site.config.site.timeZone, now),
  };
  const scheduled = await siteStub(c.env, site.key).schedule(order, now);
  if ("refused" in scheduled) throw refusalProblem(scheduled.refused, scheduled.version);
  return onWire(scheduled.made);
});

serve(scheduling, scheduleCalls.cancel, async ({ c, now }) => {
  const isCancelled = await siteStub(c.env, c.var.site.key).cancelSchedule(doerIn(c), now);
  if (!isCancelled) throw new Problem("not-found", "Nothing is scheduled");
  return { schedule: null };
});

function instantOf(text: string, timeZone: string, now: number): number {
  const at = instantIn(text, timeZone);
  const fault =
    at === null
      ? "must be an ISO 8601 date or time"
      : at <= now
        ? "must be later than now"
        : at > now + LONGEST_WAIT_MS
          ? "must be within a year"
          : null;
  if (at !== null && fault === null) return at;
  throw new Problem("invalid", "It cannot be published then", { errors: [{ path: "/at", message: fault ?? "" }] });
}

function onWire({ body, at, publishAt, lapsedAt, ...rest }: Scheduled) {
  return {
    ...rest,
    at: isoOf(at),
    publishAt: isoOf(publishAt),
    lapsedAt: lapsedAt === null ? null : isoOf(lapsedAt),
    config: JSON.parse(body),
  };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
