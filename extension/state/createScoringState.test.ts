import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { DEFAULTS } from "#shared/config/defaults";
import { parseSiteConfig, type SiteConfig } from "#shared/config/siteConfig";
import type { PageRequest } from "../messages.ts";
import { settings } from "../settings.ts";
import { createScoringState } from "./createScoringState.ts";
import { changedAt, editsOf } from "./scoringEdits.ts";

const parsed = parseSiteConfig(DEFAULTS);
if ("errors" in parsed) throw new RangeError("the default configuration is valid");
const { config: first } = parsed;
const CUTS = ["scoring", "rfm", "thresholds", "recency"] as const;
const WINDOW = ["scoring", "rfe", "windowDays"] as const;

/** A Worker with one draft, as far as this page sees it. */
class FakeWorker {
  config: SiteConfig = first;
  revision = 1;
  role: "viewer" | "editor" | "gone" = "editor";

  answer(request: Extract<PageRequest, { type: "call" }>): unknown {
    const draft = {
      ...{ baseVersion: 1, revision: String(this.revision), config: this.config },
      ...{ author: "Ada", at: "2026-11-26T12:00:00.000Z", notes: [] },
    };
    if (this.role === "gone") return { ok: false, trouble: "refused" };
    if (request.what === "config") return { ok: true, value: { version: 1, config: first } };
    if (request.what === "draft")
      return this.role === "viewer" ? { ok: false, trouble: "forbidden" } : { ok: true, value: draft };
    if (request.what !== "saveDraft") return { ok: false, trouble: "unreachable" };
    if (request.ifMatch !== `"${this.revision}"`) return { ok: false, trouble: "overtaken" };
    this.config = request.body as SiteConfig;
    this.revision += 1;
    return { ok: true, value: { ...draft, revision: String(this.revision), config: this.config } };
  }

  /** A colleague saves something. */
  change(path: readonly string[], value: unknown): void {
    this.config = changedAt(this.config, path, value);
    this.revision += 1;
  }
}

let worker: FakeWorker;
beforeEach(async () => {
  fakeBrowser.reset();
  worker = new FakeWorker();
  browser.runtime.onMessage.addListener((request: PageRequest, _, answer: (value: unknown) => void) => {
    if (request.type === "call") answer(structuredClone(worker.answer(request)));
    return true;
  });
  await settings.address.setValue({ origin: "https://edge.example", site: "demo" });
});
afterEach(() => vi.restoreAllMocks());

async function opened(standing = "ready") {
  const state = createScoringState();
  await vi.waitFor(() => expect(state.standing.value).toBe(standing));
  return state;
}
type State = Awaited<ReturnType<typeof opened>>;
const change = (state: State, path: readonly string[], value: unknown) => {
  const edits = state.edits.value;
  if (edits !== null) state.edit(changedAt(edits, path, value));
};

describe("createScoringState", () => {
  it("saves scoring and segments upon all else that the draft holds", async () => {
    worker.change(["site", "name"], "Shop of others");
    const state = await opened();
    change(state, CUTS, [1, 2, 3, 4]);
    expect([state.isDirty.value, await state.save(), state.isDirty.value]).toEqual([true, true, false]);
    expect(worker.config.site.name).toBe("Shop of others");
    expect(worker.config.scoring.rfm.thresholds.recency).toEqual([1, 2, 3, 4]);
  });

  it("keeps what is not saved for the next time the page is opened, and forgets it once it is", async () => {
    const state = await opened();
    change(state, CUTS, [1, 2, 3, 4]);
    await vi.waitFor(async () => expect(Object.keys(await settings.scoring.getValue())).toHaveLength(1));
    const again = await opened();
    expect(again.edits.value?.scoring.rfm.thresholds.recency).toEqual([1, 2, 3, 4]);
    await again.save();
    await vi.waitFor(async () => expect(await settings.scoring.getValue()).toEqual({}));
  });

  it("saves upon what a colleague changed elsewhere without a question", async () => {
    const state = await opened();
    change(state, CUTS, [1, 2, 3, 4]);
    worker.change(["site", "name"], "Renamed");
    expect(await state.save()).toBe(true);
    expect([worker.config.site.name, worker.config.scoring.rfm.thresholds.recency]).toEqual(["Renamed", [1, 2, 3, 4]]);
  });

  it("asks where a colleague changed scoring, and then saves both", async () => {
    const state = await opened();
    change(state, CUTS, [1, 2, 3, 4]);
    worker.change(WINDOW, 33);
    expect(await state.save()).toBe(false);
    expect(state.overtaken.value?.merge.lost).toEqual([]);
    change(state, ["scoring", "rfm", "windowDays"], 111);
    state.settle("mine");
    expect(await state.save()).toBe(true);
    const { rfm, rfe } = worker.config.scoring;
    expect([rfm.thresholds.recency, rfm.windowDays, rfe.windowDays]).toEqual([[1, 2, 3, 4], 111, 33]);
  });

  it("asks again after a reload what was left unanswered", async () => {
    const state = await opened();
    change(state, CUTS, [1, 2, 3, 4]);
    worker.change(CUTS, [5, 6, 7, 8]);
    expect(await state.save()).toBe(false);
    await vi.waitFor(async () => expect(Object.keys(await settings.scoring.getValue())).toHaveLength(1));
    const again = await opened();
    expect(again.overtaken.value?.merge.lost).toEqual(["/scoring/rfm/thresholds/recency"]);
    expect(await again.save()).toBe(false);
    again.settle("theirs");
    expect(again.edits.value?.scoring.rfm.thresholds.recency).toEqual([5, 6, 7, 8]);
    expect(again.isDirty.value).toBe(false);
  });

  it("loses nothing while a token is refused", async () => {
    const state = await opened();
    change(state, CUTS, [1, 2, 3, 4]);
    worker.role = "gone";
    expect(await state.save()).toBe(false);
    expect(state.refusal.value?.trouble).toBe("refused");
    worker.role = "editor";
    await state.load();
    expect([state.refusal.value, state.edits.value?.scoring.rfm.thresholds.recency]).toEqual([null, [1, 2, 3, 4]]);
  });

  it("undoes steps of one thing as one, and goes back to what is published", async () => {
    worker.change(WINDOW, 33);
    const state = await opened();
    for (const cut of [1, 2, 3]) {
      const edits = state.edits.value;
      if (edits !== null) state.edit(changedAt(edits, [...CUTS, 0], cut), "one cut");
    }
    state.undo();
    expect(state.edits.value).toEqual(editsOf(worker.config));
    state.asPublished();
    expect([state.edits.value, state.isAnother.value]).toEqual([editsOf(first), false]);
  });

  it("shows what is published to who may not read drafts", async () => {
    worker.role = "viewer";
    worker.change(WINDOW, 33);
    const state = await opened("viewer");
    expect(state.edits.value).toEqual(editsOf(first));
  });
});
