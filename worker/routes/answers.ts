import { Hono } from "hono";
import { DAY_MS } from "#shared/events/clock";
import { type AnswerCount, budgetOf, FAMILIES, OBJECTIVE, OUTCOMES } from "#shared/figures/answers";
import { type Answers, answerCalls } from "#shared/wire/answers";
import { tellAnswers } from "../journeys/noteAnswer.ts";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";
import type { TallyRow } from "../objects/site/tallyStore.ts";
import { siteStub } from "../objects/stubs.ts";

/** What became of requests, and what is left of the error budget. */
export const answers = new Hono<AppEnv>();

serve(answers, answerCalls.list, async ({ c, query, now }) => {
  const { key } = c.var.site;
  // What this isolate has counted so far is known here.
  await tellAnswers(key, now);
  const today = Math.floor(now / DAY_MS);
  const days = Number(query.days ?? OBJECTIVE.days);
  const rows = await siteStub(c.env, key).tallies(today - Math.max(days, OBJECTIVE.days) + 1, today);
  const counts = rows.flatMap(countIn);
  const within = counts.filter(({ day }) => day > today - days);
  return {
    objective: { share: 1 - 1 / OBJECTIVE.oneIn, days: OBJECTIVE.days },
    budget: budgetOf(counts.filter(({ day }) => day > today - OBJECTIVE.days)),
    days: [...new Set(within.map(({ day }) => day))].map((day) => dayOf(day, within)),
  };
});

type Counted = AnswerCount & { readonly day: number };

/** What a row counts of answers; a release that has other words for them counts nothing here. */
function countIn({ day, what, reason, count }: TallyRow): Counted[] {
  const [first, second] = reason.split(".");
  const family = FAMILIES.find((name) => name === first);
  const outcome = OUTCOMES.find((name) => name === second);
  return what === "answered" && family && outcome ? [{ day, family, outcome, count }] : [];
}

function dayOf(day: number, counts: readonly Counted[]): Answers["days"][number] {
  const families: Answers["days"][number]["families"] = {};
  for (const one of counts)
    if (one.day === day) families[one.family] = { ...families[one.family], [one.outcome]: one.count };
  return { day: new Date(day * DAY_MS).toISOString().slice(0, 10), families };
}
