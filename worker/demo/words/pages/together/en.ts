/** What one joins: the evening and the Circle. */
export const en = {
  evening: {
    title: "First Thursday",
    description: "An open evening in the shop, streamed on the first Thursday of every month.",
    text: "On the first Thursday of the month the shop stays open after hours, and you can be in it from your kitchen. We stream from the packing table, for an hour and a quarter.",
    every: "Every first Thursday, 7 pm UK time",
    next: "The next one",
    screen: "The stream",
    between: "Between two evenings the last one plays here.",
    join: "Join the evening",
    leave: "Leave the evening",
    noScript: "Joining needs JavaScript; the programme does not.",
    note: "It costs nothing, and nobody sees you. That you were there is noted once for each evening, also if you leave early.",
    programme: "Programme",
    parts: [
      {
        at: "19:00",
        title: "What came in",
        text: "New things out of their boxes, and what is back because it was asked for.",
      },
      {
        at: "19:15",
        title: "How to wrap a teacup",
        text: "Tissue, brown paper, red string. Bring a cup and a sheet of newspaper, and wrap along.",
      },
      {
        at: "19:40",
        title: "One thing in the oven",
        text: "Fairy cakes in cases of every print, and what to do about the ones that stick.",
      },
      {
        at: "20:00",
        title: "Ask the packing table",
        text: "Type a question and we hold the answer up to the camera. The Post Circle goes first.",
      },
      { at: "20:15", title: "Lights out", text: "The rabbit stays on." },
    ],
    bring: "What to bring",
    things: "For wrapping and baking along; none of it is needed to watch.",
    slot: "Invitation",
    slip: {
      title: "First Thursday: the shop after hours",
      text: "How to wrap a teacup, what came in, one thing in the oven. Streamed from the packing table, free.",
      do: "See the programme",
    },
  },
  circle: {
    title: "The Post Circle",
    description: "A membership for people who send things: every parcel travels free.",
    text: "For people who send things. A small sum, and the post is on us: all of it, for as long as you stay.",
    gives: "What it gives",
    benefits: [
      {
        title: "Post free, every parcel",
        text: "No sum to reach: one paper chain travels as free as thirty cake stands.",
      },
      {
        title: "The first look",
        text: "New things stand on the Circle’s shelf a day before they stand on the others.",
      },
      {
        title: "A box in spring, a box in autumn",
        text: "Six small things we would keep ourselves, and a recipe card.",
      },
      { title: "The first question", text: "At First Thursday yours is answered before the others." },
    ],
    join: "Join",
    plan: "How would you like to pay?",
    plans: {
      "post-circle-monthly": (price: string) => `${price} a month`,
      "post-circle-yearly": (price: string) => `${price} a year: two months are on us`,
    },
    button: "Join the Circle",
    noScript: "Joining needs JavaScript; reading does not.",
    note: "This is a demonstration: nothing is charged. End it any day, here or in your account.",
    member: "You are in the Circle",
    memberText: "Post is free in your basket from now on.",
    ending: "End the membership",
    endText: "It ends at once, and parcels cost post again. You can come back any day.",
    end: "End it now",
  },
};
