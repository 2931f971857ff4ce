import { en as deeds } from "../deeds/en.ts";

/** The sentences of the page that shows the audit log. */
export const en = {
  title: "Audit log",
  about: "Who did what to this site, when, and from which country. Entries are only ever added.",
  entries: { one: "entry", other: "entries" },
  whole: (entries: string) => `${entries}. Each is sealed by the one before it: none has been changed.`,
  broken: (entry: string) =>
    `The log breaks at entry ${entry}: that one, or one before it, was changed or taken out past RFEdge. Save the log as it is, and ask whoever runs the Worker.`,
  following: "Following the log from its first entry…",
  lastHash: "Hash of the last entry",
  lastHashAbout: "Note it down now and then: a log whose end was cut off no longer has it.",

  by: "By whom",
  what: "What",
  families: {
    all: "Everything",
    config: "Configuration",
    token: "Tokens",
    key: "Keys",
    visitor: "Visitors",
    preview: "Previews",
    site: "The site",
    refused: "Refused calls",
  },
  search: "Search",
  showAll: "Show everything",
  nothing: "No entry is like this.",
  nothingYet: "No entry among the newest ones is like this. The log goes on.",
  older: "Older entries",

  save: "Save the whole log",
  saving: (done: string) => `Saving: ${done}`,
  saved: (entries: string, command: string) => `${entries} saved. ${command} checks the file, without a network.`,
  savedBroken: (entry: string) => `Saved as it is. It breaks at entry ${entry}.`,
  notSaved: "The log could not be read to its end: nothing was saved.",

  forbidden: {
    title: "Only admins read the audit log",
    detail: "Your token has another role. Ask an admin, or connect with a token that has the role admin.",
  },

  actors: {
    root: "The operator",
    writeKey: "Somebody with the write key",
    server: "The server key",
    visitor: "The visitor",
  },
  tor: "Tor",
  details: "Details",
  entry: (seq: string) => `Entry ${seq}`,
  tokenId: "Token",
  hash: "Hash",
  showVisitor: "Show the visitor",
  changes: { one: "change", other: "changes" },
  was: "before",
  became: "after",
  moreChanges: (count: string) => `and ${count} more, which the versions hold`,
  raw: "Served as it was written",
  deeds,
};

export type AuditWords = typeof en;
