import { axeFindings } from "./axeFindings.ts";
import type { OverlayPage } from "./overlayPage.ts";

/** How the copy is looked at. */
export interface Look {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
  readonly forcedColors?: "active" | "none";
}

/** What axe finds in an overlay: in a copy of its own markup and styles, as nobody sees into a closed shadow root. */
export async function faultsOf(overlay: OverlayPage, { width, ...media }: Look): Promise<string[]> {
  const { html, css } = await overlay.evaluate((root) => ({
    html: root.outerHTML,
    css: (root.getRootNode() as ShadowRoot).adoptedStyleSheets
      .flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText))
      .join("\n"),
  }));
  const copy = await overlay.page.context().newPage();
  await copy.emulateMedia(media);
  await copy.setViewportSize({ width, height: 900 });
  await copy.setContent(
    `<!doctype html><html lang="en"><title>Overlay</title><style>${css}</style><body><main><h1>Overlay</h1>${html}</main></body></html>`,
  );
  const findings = await axeFindings(copy);
  await copy.close();
  return findings;
}
