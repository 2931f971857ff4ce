import { render } from "preact";
import { expect, it } from "vitest";
import type { Standing } from "../messages.ts";
import { Spoken } from "../words/spoken.ts";
import { Speech } from "./speech.ts";
import { TroubleNote } from "./TroubleNote.tsx";

it.each<[Standing, readonly string[]]>([
  ["refused", ["Open settings", "Try again"]],
  ["unreachable", ["Try again"]],
  ["looking", []],
])("TroubleNote offers what helps where a visitor is %s: %j", (standing, offered) => {
  const place = document.createElement("div");
  render(
    <Speech.Provider value={new Spoken("en", "en-GB")}>
      <TroubleNote standing={standing} host="edge.example" onRetry={() => undefined} />
    </Speech.Provider>,
    place,
  );
  expect([...place.querySelectorAll("button")].map(({ textContent }) => textContent)).toEqual(offered);
});
