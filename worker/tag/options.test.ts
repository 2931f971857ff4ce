import { beforeEach, describe, expect, it, vi } from "vitest";

const optionsOf = (attributes: string) => {
  document.head.innerHTML = `<script type="text/plain" data-write-key="wk_demo" ${attributes}></script>`;
  return import("./options.ts");
};

beforeEach(() => vi.resetModules());

describe("options", () => {
  it("are the data attributes of the tag", async () => {
    const { options } = await optionsOf('data-slots="off" data-consent="unknown"');
    expect({ ...options }).toEqual({ writeKey: "wk_demo", slots: "off", consent: "unknown" });
  });
});

describe("addressOf", () => {
  it("is on the host that the page names, however it ends", async () => {
    const { addressOf } = await optionsOf('data-host="https://edge.example/" src="https://cdn.example/tag.js"');
    expect(`${addressOf("page")}`).toBe("https://edge.example/v1/page");
  });

  it("is on the server of the script where the page names none", async () => {
    const { addressOf } = await optionsOf('src="https://cdn.example/some/tag.js"');
    expect(`${addressOf("page")}`).toBe("https://cdn.example/v1/page");
  });
});

describe("locale", () => {
  it("is what the page offers, else the browser’s language", async () => {
    expect((await optionsOf('data-locale="fi-FI"')).locale).toBe("fi-FI");
    vi.resetModules();
    expect((await optionsOf("")).locale).toBe(navigator.language);
  });
});
