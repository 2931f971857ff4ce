import { beforeEach, describe, expect, it } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { TestAnswer } from "../messages.ts";
import { readConnection } from "./connection.ts";
import { createConnectState } from "./createConnectState.ts";

const FORM = { address: "https://edge.example", site: "demo", token: `mt_demo_${"a".repeat(32)}` };

/** A browser that grants every host, whose background answers every trial so. */
function answering(answer: TestAnswer): void {
  Object.assign(browser.permissions, { request: async () => true });
  Object.assign(browser.runtime, { sendMessage: async () => answer });
}

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(browser, { permissions: {} });
});

describe("createConnectState", () => {
  it("says that the connection works once it is kept: whoever then closes the page is connected", async () => {
    answering({ visitors: 3 });
    const state = createConnectState();
    const kept: unknown[] = [];
    state.turn.subscribe(({ kind }) => {
      if (kind === "passed")
        kept.push(fakeBrowser.storage.local.get("address"), fakeBrowser.storage.session.get("token"));
    });
    await state.connect(FORM, false);
    expect(state.turn.value).toEqual({ kind: "passed", visitors: 3 });
    expect(await Promise.all(kept)).toEqual([
      { address: { origin: FORM.address, site: FORM.site } },
      { token: FORM.token },
    ]);
  });

  it("keeps nothing of a connection that does not work", async () => {
    answering({ trouble: "refused" });
    const state = createConnectState();
    await state.connect(FORM, false);
    expect(state.turn.value).toMatchObject({ kind: "trouble", trouble: "refused", host: "edge.example" });
    expect(await readConnection()).toBeNull();
  });
});
