import { render } from "preact";
import { afterEach, expect, it } from "vitest";
import { Speech } from "../../components/speech.ts";
import { Spoken } from "../../words/spoken.ts";
import { Picker } from "./Picker.tsx";

const host = document.createElement("div");
const root = host.attachShadow({ mode: "open" });

afterEach(() => {
  render(null, root);
  host.remove();
});

it("has the keys from the moment it is there: none of the first is lost", () => {
  const opener = document.createElement("button");
  document.body.append(host);
  root.append(opener);
  const place = root.appendChild(document.createElement("div"));
  opener.focus();
  const shown = (
    <Speech.Provider value={new Spoken("en", "en-GB")}>
      <Picker onPick={() => undefined} />
    </Speech.Provider>
  );
  // What waits for the next frame has not been done when this returns.
  render(shown, place);
  expect(root.activeElement?.className).toBe("shield");
  render(null, place);
  expect(root.activeElement).toBe(opener);
  opener.remove();
  place.remove();
});
