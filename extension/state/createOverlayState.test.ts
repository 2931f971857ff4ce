import { effect } from "@preact/signals";
import { expect, it, vi } from "vitest";
import { aSite, aWireEvent, aWireVisitor } from "../../test/support/wireVisitor.ts";
import { createOverlayState } from "./createOverlayState.ts";
import type { PageLink } from "./pageLink.ts";

const said = () => ({
  ...{ place: null, language: "en", locale: "en-GB" },
  visitor: aWireVisitor(),
  history: { segments: [], scores: [] },
  events: [aWireEvent({ messageId: "m-1" })],
  facts: aSite(),
});

it("keeps what is said once more just as it was, and what is new in it alone is new", () => {
  const link: PageLink = { said: said(), overlay: null, ask: vi.fn() };
  const { shown, hear } = createOverlayState(link);
  const first = shown.value;
  Object.assign(link.said, said(), { events: [aWireEvent({ messageId: "m-2" }), aWireEvent({ messageId: "m-1" })] });
  hear();
  expect(shown.value?.visitor).toBe(first?.visitor);
  expect(shown.value?.history).toBe(first?.history);
  expect(shown.value?.facts).toBe(first?.facts);
  expect(shown.value?.events?.[1]).toBe(first?.events?.[0]);
  expect(shown.value?.events?.map(({ messageId }) => messageId)).toEqual(["m-2", "m-1"]);
});

it("tells that something was said, even the same: the words to say it in may be new", () => {
  const link: PageLink = { said: said(), overlay: null, ask: vi.fn() };
  const { shown, hear } = createOverlayState(link);
  const heard = vi.fn();
  const end = effect(() => heard(shown.value));
  hear();
  expect(heard).toHaveBeenCalledTimes(2);
  end();
});
