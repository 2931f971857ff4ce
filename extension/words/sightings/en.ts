/** The sentences of what is recorded of who looked at whom. */
export const en = {
  title: "Who looked at whom",
  about:
    "By day, for as long as the site keeps behaviour. Of somebody who was erased, only that they were looked at stays.",
  of: "Visitor, by any id",
  show: "Show",
  how: {
    opened: "opened",
    listed: "in a list",
    watched: "watched live",
    followed: "followed the whole site live",
  },
  nobody: "nobody in particular, or somebody erased since",
  none: "Nothing is recorded.",
  older: "Earlier days",
};

export type SightingWords = typeof en;
