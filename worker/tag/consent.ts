import { options } from "./options.ts";

type Purposes = Record<string, boolean>;

const { globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };

/** What the visitor chose on this page; travels on every message, so that the edge can weigh it against Global Privacy Control. */
export let purposes: Purposes | undefined = options["consent"] === "granted" ? { analytics: true } : undefined;

/** Without a word from the page's author the tag may run, except where the browser asks not to be tracked: that is `unknown`. */
let granted: unknown = purposes || !(options["consent"] || globalPrivacyControl);

/** Whether anything may be kept or sent. */
export const isGranted = (): unknown => granted;

/** Any purpose allows the tag to run, unless one that is named for analytics (`analytics`, `analytics_storage`) is refused. */
export const choose = (choice: Purposes): void => {
  const all = { ...purposes, ...choice };
  purposes = all;
  const names = Object.keys(all);
  granted = names.some((name) => all[name]) && !names.some((name) => !all[name] && name.startsWith("analytics"));
};
