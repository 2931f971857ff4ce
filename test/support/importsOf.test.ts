import { describe, expect, it } from "vitest";
import { importsOf } from "./importsOf.ts";

const targetsOf = (source: string) => importsOf("worker/routes/decide.ts", source).map(({ target }) => target);

describe("importsOf", () => {
  it("finds imports over several lines, re-exports, bare and dynamic ones", () => {
    const source = `
import {
  a,
  b,
} from "./a.ts";
export { c } from "../journeys/c.ts";
import "./side.ts";
const later = () => import("../render/later.ts");`;
    expect(targetsOf(source)).toEqual([
      "worker/routes/a.ts",
      "worker/journeys/c.ts",
      "worker/routes/side.ts",
      "worker/render/later.ts",
    ]);
  });

  it("reads the alias as a path, and of a package its name alone", () => {
    const source =
      'import { x } from "#shared/events/event";\nimport { y } from "hono/tiny";\nimport z from "@segment/node/deep";';
    expect(importsOf("worker/app.ts", source)).toEqual([
      { target: "shared/events/event.ts", isPackage: false, isTypeOnly: false },
      { target: "hono", isPackage: true, isTypeOnly: false },
      { target: "@segment/node", isPackage: true, isTypeOnly: false },
    ]);
  });

  it("tells a type's import from a value's", () => {
    const source =
      'import type { A } from "./a.ts";\nimport { type B, c } from "./b.ts";\ntype D = typeof import("./d.ts");';
    expect(importsOf("worker/app.ts", source).map(({ isTypeOnly }) => isTypeOnly)).toEqual([true, false, true]);
  });

  it("leaves comments alone", () => {
    expect(
      targetsOf('// import { a } from "./a.ts";\n/* import "./b.ts"; */\nconst url = "https://x.example/from";'),
    ).toEqual([]);
  });
});
