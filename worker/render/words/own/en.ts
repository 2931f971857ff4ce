/** What a visitor's own page says, in English. */
export const en = {
  title: "Your data",
  at: (site: string) => `Your data at ${site}`,
  lead: "What this site has recorded of your visits and purchases, and what you can do about it.",
  browser: "In this browser",
  known: "This browser is known here by a random number. What you do here is kept under it.",
  unknown: "This browser has no number here: nothing is kept about it.",
  choice: {
    granted: "You have agreed to be recorded.",
    denied: "You have refused: nothing is recorded.",
    unknown: "You have chosen nothing in this browser.",
    required: "You have chosen nothing in this browser, and without your consent this site records nothing.",
    signal: "Your browser sends Global Privacy Control. It counts as a refusal until you agree here.",
  },
  actions: {
    show: "Show what is held",
    download: "Download it (JSON)",
    refuse: "Record nothing any more",
    refuseText: "What is held is erased, and nothing more is recorded in this browser until you allow it.",
    allow: "Allow recording",
    erase: "Erase what is held …",
    eraseText:
      "Pages, purchases as they are recorded here, and scores go for good. Invoices and other books of the site are kept elsewhere and stay. If nothing else changes, your next visit is a stranger’s.",
    eraseNow: "Erase for good",
  },
  nobody: "Nothing is held about you here.",
  unproven:
    "This browser belongs to somebody who has signed in. So that nobody else can see it, what is held is shown from your account at the site alone. What came from this browser you can erase here.",
  failed: "That did not work. Nothing was changed. Please try again.",
  foreign: "This must be asked for from this page itself. Please use the buttons below.",
  erased: "Erased",
  erasedText: (visitors: string, events: string, orders: string) =>
    `Gone for good. Events: ${events}. Orders: ${orders}. Profiles: ${visitors}.`,
  erasedRest: (date: string) =>
    `Copies that the platform keeps against accidents fade by ${date}; nobody reads them otherwise.`,
  underway: "A part of it has not answered yet. It is tried again until it is done.",
  allowed: "You have agreed. You can take it back here at any time.",
  rights: "Who sees it, and for how long",
  rightsText: (behaviour: string, customers: string) =>
    `People of this site who are allowed to, its own servers, and the provider of the platform. What you do goes after ${behaviour} days, a customer after ${customers} days of silence. You may object, and complain to the authority for data protection where you live.`,
  language: "Language",
};
export type OwnWords = typeof en;
