import { createElement as h, useState } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import type { FrameworkPage, PageState } from "./frameworkPage.ts";

/** A page that React renders, with a slot among what it renders. */
function App() {
  const [state, setState] = useState<PageState>({ title: "One", isShown: true, children: "text" });
  (window as FrameworkPage).change = (changes) => setState((before) => ({ ...before, ...changes }));
  const { title, isShown, children } = state;
  const own = {
    text: () => title,
    paragraphs: () => ["a", "b", "c"].map((key) => h("p", { key }, `${title} ${key}`)),
    last: () => ["c", "d"].map((key) => h("p", { key }, `${title} ${key}`)),
    nothing: () => null,
  }[children]();
  return h(
    "section",
    null,
    h("h1", null, title),
    isShown && h("div", { "data-rfedge-slot": "hero" }, own),
    h("footer"),
  );
}

/** A slot whose markup React is told to leave alone. */
function Left() {
  return h(
    "section",
    null,
    h("h1", null, "One"),
    h("div", {
      "data-rfedge-slot": "hero",
      dangerouslySetInnerHTML: { __html: "One" },
      suppressHydrationWarning: true,
    }),
  );
}

addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("#root");
  const page = window as FrameworkPage;
  if (root === null) return;
  if (root.firstChild === null) createRoot(root).render(h(App));
  else page.hydrate = (isLeft) => void hydrateRoot(root, h(isLeft ? Left : App));
});
