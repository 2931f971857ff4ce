/** The sentences of experiments between snippets. */
export const en = {
  title: (name: string) => `Experiment ${name}`,
  begin: "Begin an experiment",
  beginIn: (slot: string) => `in ${slot}`,
  about:
    "Visitors are dealt two or more snippets by chance, and keep the one they were dealt. The results say which of them brings more.",
  first: "Compare",
  other: "with",
  copy: "A copy of it, to be changed",
  go: "Begin",
  name: "Name of the experiment",
  snippets: "Its snippets",
  control: "the others are compared with it",
  weight: (key: string) => `Weight of ${key}`,
  share: (share: string) => `${share} of visitors`,
  leave: (key: string) => `Take ${key} out of the experiment`,
  addSnippet: "Add a snippet to it",
  holdoutHint: "To compare them with the page’s own content, too. It holds for all of the slot.",
  standings: {
    drafted: "It begins when you publish.",
    waiting: "It begins at the time that is set below.",
    running: "It is running.",
    over: "Its time is over.",
    redealt: "It is running. Once this is published visitors are dealt anew, and counting begins again.",
  },
  dealt: (visitors: string, since: string) => `${visitors} counted since ${since}.`,
  uneven: "Visitors are not dealt as they should be: do not believe the results before the reason is found.",
  results: "Its results",
  stop: "Stop the experiment",
  keep: "Keep",
  stopAbout: "What you keep is then a snippet like any other, and the others are removed. Undo brings them back.",
  belongs: (name: string) => `Part of experiment ${name}: for whom and when are the same for all its snippets.`,
  open: "Open the experiment",
};

export type ExperimentWords = typeof en;
