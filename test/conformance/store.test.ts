import { describe, expect, it } from "vitest";
import { textOf } from "../support/tree.ts";

describe("the stores' listing", () => {
  it("says of each permission why it is needed, and of none besides", () => {
    const config = textOf("extension/wxt.config.ts");
    const listed = [...textOf("extension/store/listing.md").matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    const asked = /permissions: \[([^\]]*)\]/.exec(config)?.[1]?.match(/\w+/g) ?? [];
    // The build asks for the panel's by itself.
    expect(listed.toSorted()).toEqual([...asked, "sidePanel"].toSorted());
  });

  it("has a privacy policy that names all that is sent", () => {
    const policy = textOf("extension/store/privacy.md");
    for (const sent of ["visitor id", "token", "address", "searches"]) expect(policy).toContain(sent);
  });
});
