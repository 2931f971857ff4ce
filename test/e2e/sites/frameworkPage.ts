import { build } from "esbuild";

/** What a page shows at the moment. */
export interface PageState {
  readonly title: string;
  readonly isShown: boolean;
  /** What the framework itself renders in the slot. */
  readonly children: "text" | "paragraphs" | "last" | "nothing";
}

/** How a test speaks to a page. */
export type FrameworkPage = Window & {
  change?: (changes: Partial<PageState>) => void;
  hydrate?: (isLeft: boolean) => void;
};

/** The script of a page, as its site's bundler would make it. */
export async function scriptOf(framework: "react" | "vue"): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`test/e2e/sites/${framework}Page.ts`],
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    ...{ bundle: true, minify: true, format: "iife", write: false, logLevel: "silent" },
  });
  return outputFiles[0]?.text ?? "";
}
