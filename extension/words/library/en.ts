/** The sentences of the library: content that several snippets show. */
export const en = {
  title: "Library",
  about: "Content that snippets of any slot can show. Changed here, it changes wherever it is shown.",
  none: "Nothing yet: put what a snippet says into the library, to show it in other slots, too.",
  add: "Add a piece",
  pieceOf: (key: string) => `Library · ${key}`,
  shownBy: (snippets: string) => `Shown by ${snippets}`,
  unused: "Not shown anywhere",
  uses: "Where it is shown",
  remove: "Remove this piece",
  inUse: "It is shown, so it cannot be removed. Give these snippets other content first:",
  put: "Put into the library",
  edit: "Edit the piece",
  own: "Copy it, to change it here alone",
  taken: "Another one is called that.",
};

export type LibraryWords = typeof en;
