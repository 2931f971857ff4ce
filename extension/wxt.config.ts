import { defineConfig } from "wxt";

export default defineConfig({
  outDir: "../dist/extension",
  imports: false,
  manifestVersion: 3,
  vite: () => ({ oxc: { jsx: { runtime: "automatic", importSource: "preact" } } }),
  manifest: { name: "RFEdge", description: "What a marketer sees of the visitors of a shop." },
});
