import type { Known } from "./visitorAnswers.ts";
import type { ReadAnswer, RecordAnswer } from "./visitorRequests.ts";

/** A value in JSON. The platform carries one text to an object for a fraction of what a structure costs. */
export type Text<Value> = string & { readonly holds?: Value };

/** An answer in JSON, or as it is where JSON would make something else of it. */
export type Told<Value> = Text<Value> | Value;

export function textOf<Value>(value: Value): Text<Value> {
  return JSON.stringify(value);
}

export function valueIn<Value>(text: Text<Value>): Value {
  return JSON.parse(text);
}

/** An answer to a call that is made for every page. A visitor's whole row comes with imports only. */
export function told<Answer extends ReadAnswer<Known> | RecordAnswer>(answer: Answer): Told<Answer> {
  const known = answer.kind === "found" ? answer.found : "known" in answer ? answer.known : null;
  const isPlain = known === null || Object.values(known.facts).every(isPlainFact);
  const hasRow = answer.kind === "recorded" && answer.row !== null;
  return isPlain && !hasRow ? textOf(answer) : answer;
}

export function untold<Answer extends object>(answer: Told<Answer>): Answer {
  return typeof answer === "string" ? valueIn(answer) : answer;
}

/** A rhythm without a gap, for one, has no finite length. */
function isPlainFact(fact: unknown): boolean {
  return typeof fact !== "number" || Number.isFinite(fact);
}
