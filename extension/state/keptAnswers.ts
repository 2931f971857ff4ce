import { browser } from "wxt/browser";
import { forgetAnswers, type KeptAnswer, keepAnswer, readAnswer } from "../cache/answersStore.ts";
import type { Callable, ShownVisitor } from "../messages.ts";
import type { Asked } from "../remote/callWorker.ts";
import { type Address, settings } from "../settings.ts";
import type { Value } from "./callForPage.ts";

/** Something as it was last known, and when. */
interface Kept<T> {
  readonly value: T;
  readonly at: number;
}

/** What is kept of a visitor. */
export type KeptVisitor = Pick<ShownVisitor, "visitor" | "history" | "events" | "facts">;

/** The reads whose last answer is kept: what the first paint shows before the Worker has answered. */
const KEPT: readonly Callable[] = [
  ...(["config", "segments", "matrix", "migrations", "trends", "results", "findings"] as const),
  ...(["answers", "refusals", "people", "orders", "links"] as const),
];

/** What was last answered to a call at the stored address; null where nothing is kept, or nothing can be. */
export async function recallAnswer<W extends Callable>(what: W, asked: Asked): Promise<Kept<Value<W>> | null> {
  // It was checked when it came, and another version of the extension has other keys.
  return (await recall(what, asked)) as Kept<Value<W>> | null;
}

/** What was last shown of a visitor. */
export async function recallVisitor(id: string): Promise<Kept<KeptVisitor> | null> {
  return (await recall("shown", { params: { id } })) as Kept<KeptVisitor> | null;
}

async function recall(what: Callable | "shown", asked: Asked): Promise<KeptAnswer | null> {
  const address = await settings.address.getValue();
  if (address === null) return null;
  return readAnswer(keyOf(address, what, asked), Date.now()).catch(() => null);
}

/** How often all was forgotten: what was learnt before the last time is not kept after it. */
let era = 0;

/** The time in which something is learnt, for keepForLater. */
export const presentEra = (): number => era;

/** Forgets all that is kept, and all that is under way to be. */
export async function forgetKept(): Promise<void> {
  era += 1;
  await forgetAnswers();
}

/**
 * Keeps what was answered, where it is of a kind to be kept; never fails: an answer is worth more than its copy.
 *
 * @param learntIn presentEra of when it was asked for
 */
export async function keepForLater(
  what: Callable | "shown",
  asked: Asked,
  value: unknown,
  learntIn: number,
): Promise<void> {
  if (what !== "shown" && !KEPT.includes(what)) return;
  const address = await settings.address.getValue();
  if (address === null || learntIn !== era) return;
  await keepAnswer(keyOf(address, what, asked), value, Date.now()).catch((error: unknown) =>
    console.warn("answer not kept", error),
  );
}

/** From now on nothing is kept of another connection: it goes when the marketer disconnects or goes to another site. */
export function forgetWithConnection(): void {
  const forget = () => void forgetKept().catch(console.error);
  settings.address.watch((now, before) => {
    if (now?.origin !== before?.origin || now?.site !== before?.site) forget();
  });
  // A token that ended with the browser's session has taken with it the right to see them.
  browser.runtime.onStartup.addListener(() => {
    void settings.lastingToken.getValue().then((token) => {
      if (token === null) forget();
    });
  });
}

/** An answer of another version of the extension may have another shape. */
function keyOf({ origin, site }: Address, what: string, { params = {}, query = {} }: Asked): string {
  return JSON.stringify([browser.runtime.getManifest().version, origin, site, what, params, query]);
}
