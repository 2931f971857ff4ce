/** What the fields of a rule say. */
export const en = {
  joint: "How the conditions are taken together",
  joints: {
    all: "All of these hold",
    any: "Any of these holds",
    none: "None of these holds",
    notAll: "Not all of these hold",
  },
  everyone: "No condition: everyone",
  empty: "No condition: nobody fits",
  not: "not",
  fact: "Fact",
  name: "Name",
  operator: "Comparison",
  value: "Value",
  list: "with commas between",
  remove: "Remove condition",
  addCondition: "Add condition",
  addGroup: "Add group",
  written: "Rule as JSON",
  notJson: "This is not JSON.",
  days: "days",
  menu: {
    segment: "Segment",
    purchases: "Purchases",
    behaviour: "Behaviour",
    scores: "Scores",
    person: "Person",
    arrival: "Campaigns",
    page: "Page and moment",
  } as Readonly<Record<string, string>>,
};

export type RuleWords = typeof en;
