import { MONTHLY } from "../plans.ts";
import { signIn, signOut } from "./account.ts";
import { withAdded } from "./cart.ts";
import { placeOrder } from "./checkout.ts";
import { find, findAll, say } from "./elements.ts";
import { LIVES, type Life } from "./lives.ts";
import { keepPlan, readAccount, readCart } from "./memory.ts";
import { messagesOf } from "./pastOrders.ts";
import { catalogue } from "./shelf.ts";
import { root, spoken } from "./speech.ts";
import { isRefused, tagReady, tell, visitorId, writeKey } from "./tag.ts";

const FOLDED = "shop.life-folded";
const PEOPLE = ["Ada Marsh", "Ben Okafor", "Clare Whitby", "Dev Patel", "Elsie Thorne", "Finn Calder"];

const pick = <Kind>(from: readonly Kind[]): Kind | undefined => from[Math.floor(Math.random() * from.length)];

async function browse(): Promise<string> {
  const item = pick(await catalogue());
  return item ? `${root}p/${item.id}/` : root;
}

/** Buys what is in the basket, else two things off the shelf. */
async function buy(): Promise<string> {
  const cart = readCart();
  const items = await catalogue();
  const chosen = [pick(items), pick(items)].filter((item) => item !== undefined);
  placeOrder(cart.lines.length ? cart : chosen.reduce((sum, item) => withAdded(sum, item, 1), cart));
  return `${root}thanks/`;
}

/** As somebody who does not exist, and each time as somebody else: example.com is nobody’s. */
async function signInAsSomebody(): Promise<string> {
  if (readAccount()) return `${root}account/`;
  const name = pick(PEOPLE) ?? "Ada Marsh";
  const number = Math.floor(Math.random() * 9000 + 1000);
  signIn(name, `${name.replace(" ", ".")}.${number}@example.com`);
  return root;
}

async function startOver(): Promise<string> {
  signOut();
  return root;
}

/** Whoever is not to be recorded has no past that could be told. */
class Refused extends Error {}

/** Becomes a new visitor and tells the past of that one. */
async function live(life: Life): Promise<string> {
  if (isRefused()) throw new Refused();
  say("[data-life-status]", spoken.writingPast);
  const items = await catalogue();
  await tagReady();
  signOut();
  if (life.isSignedIn) return signInAsSomebody();
  // Asking for a decision makes the tag write the new visitor’s id; the answer is of no use.
  tell("decide", ["banner"]);
  const anonymousId = visitorId();
  if (!anonymousId) throw new Error("the tag may not write an id");
  const batch = messagesOf(life, items, { now: Date.now(), anonymousId, chance: Math.random });
  const answer = await fetch("/v1/batch", {
    method: "POST",
    body: JSON.stringify({ writeKey: writeKey(), batch }),
  });
  if (!answer.ok) throw new Error(`the answer was ${answer.status}`);
  if (life.memberDays !== null) keepPlan(MONTHLY);
  return root;
}

const STEPS: Readonly<Record<string, () => Promise<string>>> = {
  browse,
  buy,
  "sign-in": signInAsSomebody,
  "start-over": startOver,
  ...Object.fromEntries(LIVES.map((life) => [life.key, () => live(life)])),
};

async function take(step: string): Promise<void> {
  try {
    location.assign((await STEPS[step]?.()) ?? root);
  } catch (error) {
    say("[data-life-status]", error instanceof Refused ? spoken.lifeRefused : spoken.lifeFailed);
  }
}

/** Shows the bar, folded as it was left. */
export function startLifeBar(): void {
  const bar = find("[data-life-bar]");
  const fold = find("[data-life-fold]");
  if (!bar || !fold) return;
  const setFolded = (isFolded: boolean): void => {
    bar.classList.toggle("folded", isFolded);
    fold.setAttribute("aria-expanded", `${!isFolded}`);
    fold.textContent = isFolded ? spoken.show : spoken.hide;
  };
  setFolded(sessionStorage.getItem(FOLDED) === "yes");
  fold.addEventListener("click", () => {
    const isFolded = !bar.classList.contains("folded");
    sessionStorage.setItem(FOLDED, isFolded ? "yes" : "no");
    setFolded(isFolded);
  });
  for (const button of findAll("[data-life]", bar)) {
    button.addEventListener("click", () => take(button.dataset["life"] ?? ""));
  }
  bar.hidden = false;
}
