import { beforeEach, describe, expect, it, vi } from "vitest";
import { campaignOf, pageAfter, watchNavigation } from "./page.ts";

beforeEach(() => {
  history.replaceState(null, "", "/shoes?size=4#secret");
  document.title = "Shoes";
});

describe("pageAfter", () => {
  it("leaves the hash out", () => {
    const url = `${location.origin}/shoes?size=4`;
    expect(pageAfter()).toEqual({
      url,
      path: "/shoes",
      search: "?size=4",
      referrer: document.referrer,
      title: "Shoes",
    });
  });

  it("comes from the page before, within an application", () => {
    const first = { ...pageAfter(), referrer: "https://search.example/" };
    expect(pageAfter(first).referrer).toBe("https://search.example/");
    history.pushState(null, "", "/hats");
    expect(pageAfter(first).referrer).toBe(first.url);
  });
});

describe("campaignOf", () => {
  it("reads the utm keys", () => {
    expect(campaignOf("?utm_source=a&utm_medium=b%20c&utm_campaign=d&utm_id=1&size=4")).toEqual({
      source: "a",
      medium: "b c",
      name: "d",
      id: "1",
    });
  });

  it("is nothing without them", () => {
    expect(campaignOf("?size=4")).toBeUndefined();
  });
});

describe("watchNavigation", () => {
  it("tells of every way to a new address, once it is there", () => {
    const seen: string[] = [];
    const onChange = vi.fn(() => void seen.push(location.pathname));
    watchNavigation(onChange);
    history.pushState({ a: 1 }, "", "/one");
    history.replaceState(null, "", "/two");
    dispatchEvent(new PopStateEvent("popstate"));
    expect(seen).toEqual(["/one", "/two", "/two"]);
  });
});
