import { createApp, createSSRApp, defineComponent, h, reactive } from "vue";
import type { FrameworkPage, PageState } from "./frameworkPage.ts";

/** A page that Vue renders, with a slot among what it renders. */
const App = defineComponent(() => {
  const state = reactive<PageState>({ title: "One", isShown: true, children: "text" });
  (window as FrameworkPage).change = (changes) => void Object.assign(state, changes);
  const own = {
    text: () => state.title,
    paragraphs: () => ["a", "b", "c"].map((key) => h("p", { key }, `${state.title} ${key}`)),
    last: () => ["c", "d"].map((key) => h("p", { key }, `${state.title} ${key}`)),
    nothing: () => [],
  };
  return () =>
    h("section", [
      h("h1", state.title),
      state.isShown ? h("div", { "data-rfedge-slot": "hero" }, own[state.children]()) : undefined,
      h("footer"),
    ]);
});

/** A slot whose markup Vue is told to leave alone. */
const Left = defineComponent(
  () => () =>
    h("section", [
      h("h1", "One"),
      h("div", { "data-rfedge-slot": "hero", "data-allow-mismatch": "", innerHTML: "One" }),
    ]),
);

addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("#root");
  const page = window as FrameworkPage;
  if (root === null) return;
  if (root.firstChild === null) createApp(App).mount(root);
  else page.hydrate = (isLeft) => void createSSRApp(isLeft ? Left : App).mount(root);
});
