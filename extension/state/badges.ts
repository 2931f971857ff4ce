import { settings } from "../settings.ts";

/** Whether the badge stands on a site that is on: it does until the marketer hides it. */
export async function isBadgeShown(origin: string): Promise<boolean> {
  return !(await settings.hidden.getValue()).includes(origin);
}

/** Shows the badge on a site, or hides it. */
export async function showBadge(origin: string, isShown: boolean): Promise<void> {
  const others = (await settings.hidden.getValue()).filter((other) => other !== origin);
  await settings.hidden.setValue(isShown ? others : [...others, origin]);
}
