/** How each conversation of `shared/wire` is presented to a reader. */
export const CONVERSATIONS: Readonly<Record<string, { readonly title: string; readonly description: string }>> = {
  ingest: {
    title: "Send events",
    description:
      "The Segment HTTP tracking API. 200 is answered only once every accepted message is durable; a message sent again under its messageId counts once.",
  },
  decide: {
    title: "Decide",
    description: "What should fill each slot for someone. A decision counts as no visit and makes no visitor.",
  },
  ownData: {
    title: "A visitor’s own page",
    description:
      "Where a visitor sees, downloads and erases what is held about them, without a script: link to it from the site, under its own host. The site’s write key in the address says whose page it is; who asks is proven by the cookie that the tag keeps, or by an identity token.",
  },
  snippets: {
    title: "Fragments",
    description:
      "One slot’s content as HTML, for htmx, ESI, SSI or fetch. Where the page keeps its own, or anything fails, the body is empty: htmx gets 204 and touches nothing, others 200 or the status that they name by `default`. A refusal has its status and no words.",
  },
  ofrep: {
    title: "OpenFeature",
    description:
      "The same decisions by the OpenFeature Remote Evaluation Protocol 0.3, for the SDKs of every language: a slot is a flag, a snippet its variant. The targeting key is the anonymous id or, with a server key, the user id; the context may say `url`, `referrer`, `locale`, and from a back end `country`, `userAgent` and `anonymousId`.",
  },
  visitors: {
    title: "Visitors",
    description:
      "Who somebody is, how they score in three families, which segment they are in, and how all of that came about.",
  },
  orders: {
    title: "Orders",
    description:
      "What somebody ordered and what became of it, to the cent: updates, refunds, cancellations, other currencies with their rate. The orders that stand add up to the visitor’s totals.",
  },
  privacy: {
    title: "Privacy",
    description:
      "The rights to access and to erasure. An export is all that is stored, with the logic of the scores, and what was done with it. A person is erased with all who were linked to them; marks that no id can be read from refuse what is sent again, and whoever comes back under an old id is somebody new, without a past.",
  },
  links: {
    title: "Links",
    description:
      "Which ids make up one visitor. A link can be undone: what came under each id is kept apart, so that each is again who they would be without it.",
  },
  explain: {
    title: "Explain",
    description:
      "Why a visitor scores as they do and what would lift a score next, why they are in their segment, what one event changed, and why a slot shows what it shows. Language, country and device are those of who asks.",
  },
  live: { title: "Live", description: "Changes as they happen, over a WebSocket that can be resumed after a seq." },
  figures: {
    title: "Figures",
    description:
      "All visitors, counted. Where a part of the directory does not answer, the rest is answered with `incomplete`.",
  },
  results: {
    title: "Results",
    description:
      "What a slot’s content brings. Everybody counts once, by their first exposure, with what they ordered after it; intervals may be looked at at any time. A row without costs, or of too few visitors, says null.",
  },
  audiences: { title: "Audiences", description: "Saved rules, and how many visitors each holds." },
  config: {
    title: "Configuration",
    description:
      "One JSON document per site. It is drafted, checked, published as an immutable version, and rolled back by publishing an earlier one again.",
  },
  check: {
    title: "Check",
    description:
      "What saving a configuration would say of it, and what its slots find in a page of the site, counted by the rewriter that fills them.",
  },
  schedule: {
    title: "Scheduled publication",
    description:
      "A draft that is published by itself at an instant. Whoever publishes or rolls back before makes it lapse, as it was drafted upon another version; the audit log says so.",
  },
  previews: {
    title: "Previews",
    description:
      "A page as somebody else would see it, at another time, or with the draft. The link is signed and good for 15 minutes; what it opens is stored and counted nowhere, and says on the page what it is. Any call about a page whose address bears `rfedge_preview` is answered so too.",
  },
  models: {
    title: "Models",
    description:
      "By which cuts visitors are scored: a numbered version for each publication, and for each time that the population’s quantiles have moved.",
  },
  tokens: {
    title: "Tokens",
    description: "Marketer tokens: viewer, editor or admin of one site. A revoked token ends at once.",
  },
  keys: {
    title: "Keys",
    description:
      "The site’s own keys: write and server, the secret that signs identity tokens, and the key of decision tokens. Each is replaced while the one before still works.",
  },
  findings: {
    title: "Findings",
    description:
      "What was refused of what visitors sent: ids that name nobody, too many links an hour, two users said to be one, claims without the proof that the site demands.",
  },
  answers: {
    title: "Answers",
    description:
      "What became of requests, counted by day: answered, refused, too many, too late to decide, failed; and what is left of the error budget, which decisions that a page was not given in time are taken from.",
  },
  sightings: {
    title: "Sightings",
    description:
      "Who saw which visitors: their data by any call, a page of the list, live changes. One for each actor, visitor and way in a day; a visitor who was erased is no longer named.",
  },
  audit: { title: "Audit", description: "Who did what, and who was refused." },
  import: {
    title: "Import",
    description: "Past orders and behaviour, with the history they would have made at their own instants.",
  },
  operations: { title: "Operations", description: "What is billed, as it is counted while the Worker runs." },
  sites: { title: "Sites", description: "The operator opens and closes sites." },
  backup: {
    title: "Backup",
    description:
      "A whole site as lines of JSON, as of one instant: whatever was said later is not among them. `rfedge backup` keeps them in a file, and goes on where it stopped.",
  },
  restore: {
    title: "Restore",
    description:
      "A site out of a backup, equal to the one that it was made of: `rfedge restore` makes these calls. Marketers, back ends and identity tokens get new secrets.",
  },
  docs: { title: "The Worker itself", description: "Whether it answers, and whether its parts do." },
};
