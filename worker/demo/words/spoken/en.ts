/** What the pages’ script says; the other languages have this type. */
export const en = {
  account: "Account",
  signIn: "Sign in",
  remembered: "You are remembered here from now on.",
  forgotten: "Nothing is remembered any more, and what was is erased.",
  letterSent: "Thank you. The next letter goes out on the first.",
  added: (added: number, all: number) => `${added} added. Your basket holds ${all}.`,
  allWeHave: (most: number) => `${most} is all we have.`,
  each: (price: string) => `${price} each`,
  quantityOf: (name: string) => `Quantity of ${name}`,
  remove: (name: string) => `Remove ${name}`,
  percentOff: (percent: number) => `${percent}% off`,
  postFree: "free post",
  and: " and ",
  gives: (code: string, what: string) => `${code} gives you ${what}.`,
  unknownCode: (code: string) => `We do not know the code ${code}.`,
  offer: (code: string) => `Offer ${code}`,
  post: "Post",
  free: "free",
  freeForMembers: "free, by the Circle",
  found: (count: number, query: string) =>
    count === 1 ? `One thing for “${query}”` : `${count} things for “${query}”`,
  foundNothing: (query: string) => `Nothing for “${query}”. A shorter word may find more.`,
  foundNear: (count: number, query: string) =>
    `Nothing is called “${query}”, but ${count === 1 ? "this is" : "these are"} spelt nearly so`,
  orderedMost: "Ordered most",
  catalogueFailed: "The shelves did not answer. Load the page again, or look round the shelves below.",
  evening: (date: string) => `${date}, UK time`,
  hereAt: (time: string) => `That is ${time} where you are.`,
  live: "On air now",
  joined: (month: string) => `You are in the evening of ${month}. Your place is noted.`,
  left: "You have left. The kettle stays on.",
  circleJoined: "Welcome in. Your post is free from now on.",
  circleEnded: "Your membership has ended. Thank you for the time with us.",
  writingPast: "Writing a past …",
  show: "Show",
  hide: "Hide",
  lifeRefused:
    "Nothing is recorded in this browser, so there is no life to play. Press “Remember me” at the foot of the page first.",
  lifeFailed: "That did not work: the Worker did not answer, or the tag is blocked. Nothing was bought.",
};

export type Spoken = typeof en;
