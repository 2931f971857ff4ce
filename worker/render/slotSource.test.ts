import { describe, expect, it } from "vitest";
import { slotSourceIn } from "./slotSource.ts";

const sourceIn = (page: string) => {
  const { count, tags } = slotSourceIn(new TextEncoder().encode(page));
  return { count, tags: [...tags] };
};

describe("slotSourceIn", () => {
  it.each([
    ['<div data-rfedge-slot="a">1</div><section id=x data-rfedge-slot=b>2', 2, ["div", "section"]],
    ["<DIV\nDATA-RFEDGE-SLOT\t=\n'a'><my-part/data-rfedge-slot>", 2, ["div", "my-part"]],
    ['<p title="1"data-rfedge-slot="a"><p data-rfedge-slot', 2, ["p"]],
    ["<!-- <i data-rfedge-slot='a'> --><b>", 1, ["i"]],
    ["data-rfedge-slot=", 0, []],
    [`<p class="${"long ".repeat(1_000)}" data-rfedge-slot=a>`, 1, []],
    [" data-rfedge-slot=", 1, []],
    ["<div data-rfedge-slots='a' xdata-rfedge-slot='a' data-rfedge='a' data-rfedge-slot-a>", 0, []],
    ["<style>[data-rfedge-slot=a]{}</style><script>q('[data-rfedge-slot]').get('data-rfedge-slot')</script>", 0, []],
    ["<div data\rrfedge\rslot='a'>", 0, []],
    ["", 0, []],
  ])("reads in %s what may be a slot", (page, count, tags) => {
    expect(sourceIn(page)).toEqual({ count, tags });
  });

  it("comes to the end of a page that names slots without end", () => {
    const { count, tags } = sourceIn(`<p ${" data-rfedge-slot=a".repeat(50_000)}>`);
    expect(count).toBe(50_000);
    expect(tags).toEqual(["p"]);
  });

  it("says where the last one is", () => {
    const page = "<i data-rfedge-slot=a><b data-rfedge-slot=b>";
    expect(slotSourceIn(new TextEncoder().encode(page)).lastAt).toBe(page.lastIndexOf("data"));
    expect(slotSourceIn(new TextEncoder().encode("<i>")).lastAt).toBe(-1);
  });
});
