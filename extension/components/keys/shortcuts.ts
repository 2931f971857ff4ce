import { browser } from "wxt/browser";

/** What the extension does at a press, wherever in the browser. */
export type ShortcutName = "sidePanel" | "toggleBadge" | "dashboard" | "search";

/** A shortcut as it is set now; empty keys: none is. */
export interface Shortcut {
  readonly name: ShortcutName;
  readonly keys: string;
}

/** The commands of the manifest, in the order in which they are listed. */
const COMMANDS: Readonly<Record<string, ShortcutName>> = {
  "side-panel": "sidePanel",
  _execute_sidebar_action: "sidePanel",
  dashboard: "dashboard",
  search: "search",
  "toggle-badge": "toggleBadge",
};

/** The shortcuts as the marketer has set them in the browser. */
export async function readShortcuts(): Promise<readonly Shortcut[]> {
  const all = await browser.commands.getAll();
  return Object.entries(COMMANDS).flatMap(([command, name]) => {
    const found = all.find((one) => one.name === command);
    return found === undefined ? [] : [{ name, keys: found.shortcut ?? "" }];
  });
}

/** Firefox's own way to its settings, in new versions of it. */
interface Settings {
  readonly getAll: unknown;
  readonly openShortcutSettings?: () => Promise<void>;
}

/** Opens the browser's page where shortcuts are changed. False where an extension cannot: then it has to be said where it is. */
export function openShortcutSettings(): boolean {
  const { openShortcutSettings: open }: Settings = browser.commands;
  if (open !== undefined) void open();
  else if (import.meta.env.BROWSER === "firefox") return false;
  else void browser.tabs.create({ url: "chrome://extensions/shortcuts" });
  return true;
}
