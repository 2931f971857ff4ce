import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { armsOf, experimentsIn } from "#shared/decision/experiment";
import type { Slot } from "#shared/decision/slot";
import type { Snippet } from "#shared/decision/snippet";
import {
  addArm,
  armPlaces,
  beginExperiment,
  changeTogether,
  freePlaces,
  leaveExperiment,
  renameExperiment,
  stopExperiment,
} from "./editExperiments.ts";
import { addSnippet, duplicateSnippet, moveSnippet, removeSnippet } from "./editSlots.ts";
import { experimentStanding } from "./experimentStanding.ts";

const aSnippet = (key: string, changes: Partial<Snippet> = {}): Snippet => ({
  ...{ key, content: key, rule: { all: [] }, contentType: "text/html", from: null, until: null },
  ...changes,
});
const aSlot = (...snippets: Snippet[]): Slot => ({ key: "hero", selector: null, holdoutPercent: 0, snippets });
const keysIn = (slots: readonly Slot[]) => slots[0]?.snippets.map(({ key }) => key);
const faultsOf = (slots: readonly Slot[]) => {
  const parsed = parseSiteConfig({ slots });
  return "errors" in parsed ? parsed.errors : [];
};

/** What a marketer may do, one thing after another, by numbers that are taken for whichever place there is. */
const acts = fc.array(
  fc.record({
    act: fc.constantFrom(
      "begin",
      "beginWith",
      "arm",
      "armOf",
      "leave",
      "stop",
      "rename",
      "rule",
      "add",
      "double",
      "remove",
      "move",
    ),
    some: fc.nat(100),
    other: fc.nat(100),
  }),
  { maxLength: 20 },
);

function after(slots: Slot[], { act, some, other }: { act: string; some: number; other: number }): Slot[] {
  const slot = slots[0];
  const at = (places: readonly number[], number: number) => places[number % Math.max(1, places.length)];
  const free = freePlaces(slot);
  const experiment = experimentsIn(slot ?? aSlot())[0] ?? "";
  const arm = at(armPlaces(slot, experiment), some);
  const first = at(free, some);
  const second = at(
    free.filter((one) => one !== first),
    other,
  );
  const any = { slot: 0, snippet: some % Math.max(1, slot?.snippets.length ?? 0) };
  if (act === "begin" && first !== undefined)
    return beginExperiment(slots, { slot: 0, snippet: first }, null)?.slots ?? [];
  if (act === "beginWith" && first !== undefined && second !== undefined)
    return beginExperiment(slots, { slot: 0, snippet: first }, second)?.slots ?? [];
  if (act === "arm" && arm !== undefined) return addArm(slots, 0, experiment, null);
  if (act === "armOf" && arm !== undefined && first !== undefined) return addArm(slots, 0, experiment, first);
  if (act === "leave" && arm !== undefined) return leaveExperiment(slots, { slot: 0, snippet: arm });
  if (act === "stop" && arm !== undefined) return stopExperiment(slots, 0, experiment, arm);
  if (act === "rename" && arm !== undefined) return renameExperiment(slots, 0, experiment, `e${other}-${some}`);
  if (act === "rule")
    return changeTogether(slots, any, { rule: { fact: "orders", gt: other }, from: "2026-01-01T00:00:00Z" });
  if (act === "add") return addSnippet(slots, 0, "more", { fact: "orders", lt: other });
  if (act === "double") return duplicateSnippet(slots, any);
  if (act === "remove") return removeSnippet(slots, any);
  return act === "move" ? moveSnippet(slots, any, other - 50).slots : slots;
}

describe("an experiment", () => {
  it("is one that the Worker takes, whatever is done to it", () => {
    fc.assert(
      fc.property(acts, (all) => {
        const begun = [aSlot(aSnippet("a"), aSnippet("b", { rule: { fact: "orders", gt: 1 } }), aSnippet("c"))];
        const done = all.reduce((slots, one) => after(slots, one), begun);
        expect(faultsOf(done)).toEqual([]);
      }),
    );
  });

  it("begins with a copy behind the first, or with another of the slot, which is then for the same people", () => {
    const rule = { fact: "orders", gt: 3 } as const;
    const slots = [aSlot(aSnippet("a"), aSnippet("b", { rule }))];
    const copied = beginExperiment(slots, { slot: 0, snippet: 0 }, null);
    expect(keysIn(copied?.slots ?? [])).toEqual(["a", "a-2", "b"]);
    const joined = beginExperiment(slots, { slot: 0, snippet: 1 }, 0);
    expect(joined?.experiment).toBe("experiment");
    expect(joined?.slots[0]?.snippets).toEqual([
      aSnippet("b", { rule, experiment: "experiment", weight: 1 }),
      aSnippet("a", { rule, experiment: "experiment", weight: 1 }),
    ]);
    expect(beginExperiment(slots, { slot: 0, snippet: 7 }, null)).toBeNull();
  });

  it("deals by the weights, the new one last", () => {
    const begun = beginExperiment([aSlot(aSnippet("a"))], { slot: 0, snippet: 0 }, null);
    const more = addArm(begun?.slots ?? [], 0, "experiment", null);
    const [slot = aSlot()] = changeTogether(more, { slot: 0, snippet: 0 }, { weight: 2 });
    expect(armsOf(slot, "experiment").map(({ snippet, from, to }) => [snippet, to - from])).toEqual([
      ["a", 50],
      ["a-2", 25],
      ["a-3", 25],
    ]);
  });

  it("changes what it shows in one snippet, and for whom in all", () => {
    const begun = beginExperiment([aSlot(aSnippet("a"))], { slot: 0, snippet: 0 }, null)?.slots ?? [];
    const rule = { fact: "orders", gt: 3 } as const;
    const done = changeTogether(begun, { slot: 0, snippet: 1 }, { rule, content: "new" })[0]?.snippets;
    expect(done?.map((one) => [one.content, one.rule])).toEqual([
      ["a", rule],
      ["new", rule],
    ]);
  });

  it("stops with the one that is kept where its first stood, like any other snippet", () => {
    const begun = beginExperiment([aSlot(aSnippet("z"), aSnippet("a"))], { slot: 0, snippet: 1 }, null)?.slots ?? [];
    const stopped = stopExperiment(begun, 0, "experiment", 2);
    expect(stopped[0]?.snippets).toEqual([aSnippet("z"), aSnippet("a-2", { content: "a" })]);
  });
});

describe("experimentStanding", () => {
  const site = { timeZone: "Europe/Helsinki", holdoutPercent: 0 };
  const slotOf = (changes: Partial<Snippet>, weight = 1) =>
    aSlot(aSnippet("a", { ...changes, experiment: "e" }), aSnippet("b", { ...changes, experiment: "e", weight }));
  const now = Date.parse("2026-06-01T12:00:00Z");

  it.each([
    ["drafted", slotOf({}), undefined],
    ["drafted", slotOf({}), aSlot(aSnippet("a"))],
    ["running", slotOf({}), slotOf({})],
    ["redealt", slotOf({}, 3), slotOf({})],
    ["redealt", { ...slotOf({}), holdoutPercent: 10 }, slotOf({})],
    ["waiting", slotOf({}), slotOf({ from: "2026-06-01T15:01" })],
    ["running", slotOf({ from: "2026-06-01T15:00" }), slotOf({ from: "2026-06-01T15:00" })],
    ["over", slotOf({}), slotOf({ until: "2026-06-01T12:00:00Z" })],
  ] as const)("is %s", (standing, drafted, published) => {
    expect(experimentStanding(drafted, "e", published, now, site)).toBe(standing);
  });
});
