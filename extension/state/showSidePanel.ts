import { browser } from "wxt/browser";

/** What browsers have of both; the types are Chrome's alone. */
interface Sidebars {
  readonly sidePanel?: { open(beside: { tabId: number }): Promise<void> };
  readonly sidebarAction?: { open(): Promise<void> };
}

/** Opens the workplace beside a tab; in Firefox its sidebar, which stands beside all. To be called at once in a click. */
export async function showSidePanel(tabId: number): Promise<void> {
  const { sidePanel, sidebarAction }: Sidebars = browser;
  await (sidebarAction?.open() ?? sidePanel?.open({ tabId }));
}
