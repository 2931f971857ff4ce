import type { Page } from "@playwright/test";

/** How a page is looked at. */
export interface Look {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
  readonly forcedColors: "active" | "none";
}

/** Each width and each light once: what is light or dark does not hang on the width. */
export const LOOKS = [
  { width: 1280, colorScheme: "light", forcedColors: "none" },
  { width: 280, colorScheme: "dark", forcedColors: "none" },
  { width: 280, colorScheme: "light", forcedColors: "active" },
] as const satisfies readonly Look[];

export async function lookAt(page: Page, { width, ...media }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia(media);
}
