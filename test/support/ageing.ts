import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import * as v from "valibot";
import { expect, vi } from "vitest";
import { SegmentsSchema } from "#shared/wire/figures";
import { askAs, type TestSite } from "./site.ts";

/** All that an object has stored, as text; empty where it has no table. */
export function dumpOf(stub: DurableObjectStub): Promise<string> {
  return runInDurableObject(stub, (_, { storage }) => {
    const tables = storage.sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
      )
      .toArray();
    return tables
      .map(({ name }) => `${name}: ${JSON.stringify(storage.sql.exec(`SELECT * FROM ${name}`).toArray())}`)
      .join("\n");
  });
}

/** When an object's alarm is set to; null: there is none. */
export function alarmAt(stub: DurableObjectStub): Promise<number | null> {
  return runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
}

/** Lets time pass: every alarm of these objects that falls due runs, each at its own instant. */
export async function passTime(until: number, ...stubs: DurableObjectStub[]): Promise<void> {
  for (let runs = 0; ; runs++) {
    expect(runs).toBeLessThan(100);
    const alarms = await Promise.all(stubs.map(async (stub) => ({ stub, at: (await alarmAt(stub)) ?? Infinity })));
    const next = alarms.reduce((first, one) => (one.at < first.at ? one : first));
    if (next.at > until) break;
    vi.setSystemTime(Math.max(next.at, Date.now()));
    await runDurableObjectAlarm(next.stub);
  }
  vi.setSystemTime(until);
}

/** How many a site counts in each segment that holds somebody; their sum is the number of visitors. */
export async function countedIn({ token, key }: TestSite): Promise<Record<string, number>> {
  const answer = await askAs(token, "GET", `/v1/sites/${key}/segments`);
  const { segments, visitors } = v.parse(SegmentsSchema, await answer.json());
  expect(segments.reduce((sum, segment) => sum + segment.visitors, 0)).toBe(visitors);
  return Object.fromEntries(
    segments.filter((segment) => segment.visitors > 0).map((segment) => [segment.key, segment.visitors]),
  );
}
