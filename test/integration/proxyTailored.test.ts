import { afterEach, describe, expect, it, vi } from "vitest";
import { anAnonymousId } from "../support/messages.ts";
import { makeServed, OWN, originAnswers, PAGE } from "../support/servedSite.ts";
import { askAs, publishConfig } from "../support/site.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const as = (anonymousId: string) => ({ cookie: `rfedge_id=${anonymousId}` });

describe("a page under the site's own host", () => {
  it("is filled in the visitor's language, merge fields too", async () => {
    originAnswers();
    const greeting = '<b>Hi {{ traits.firstName | default: "there" }}</b>';
    const translations = { fi: '<b>Hei {{ traits.firstName | default: "sinä" }}</b>' };
    const other = await makeServed();
    const config = { origin: "https://origin.example", origins: [`https://${other.host}`] };
    const snippets = [{ key: "hi", rule: { all: [] }, content: greeting, translations }];
    await publishConfig(other, { site: config, slots: [{ key: "hero", snippets }] });
    const answer = await other.visit("/", { ...as(anAnonymousId()), "accept-language": "fi-FI, en;q=0.5" });
    expect(await answer.text()).toBe(PAGE.replace(OWN, "<b>Hei sinä</b>"));
    const anonymousId = anAnonymousId();
    const who = { anonymousId, userId: `user-${anonymousId}`, traits: { firstName: "<Ann>" } };
    await askAs(other.serverKey, "POST", "/v1/identify", who);
    expect(await (await other.visit("/", as(anonymousId))).text()).toBe(PAGE.replace(OWN, "<b>Hi &#60;Ann&#62;</b>"));
  });
});
