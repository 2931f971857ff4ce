import { minorDigits } from "#shared/events/currency";
import type { Scored } from "./scoreCustomers.ts";

export const COLUMNS = [
  ...["customer_id", "recency_days", "frequency", "monetary", "recency_score", "frequency_score", "monetary_score"],
  ...["recency_tier", "frequency_tier", "monetary_tier", "segment"],
] as const;

export const OUTPUTS = ["csv", "json"] as const;
export type Output = (typeof OUTPUTS)[number];

/** Customers that are written at once. */
const AT_ONCE = 2_000;

/** The table as text, piece by piece. */
export function* printScores(scored: Iterable<Scored>, output: Output, currency: string): Generator<string> {
  const digits = minorDigits(currency);
  const lineOf = output === "csv" ? (one: Scored) => csvLine(one, digits) : jsonLine;
  let lines: string[] = output === "csv" ? [COLUMNS.join(",")] : [];
  let isFirst = true;
  const text = () => {
    const opening = output === "csv" ? "" : isFirst ? "[\n" : ",\n";
    const closing = output === "csv" ? "\n" : "";
    isFirst = false;
    return `${opening}${lines.join(output === "csv" ? "\n" : ",\n")}${closing}`;
  };
  for (const one of scored) {
    lines.push(lineOf(one));
    if (lines.length < AT_ONCE) continue;
    yield text();
    lines = [];
  }
  if (lines.length > 0) yield text();
  if (output === "json") yield isFirst ? "[]\n" : "\n]\n";
}

function csvLine({ id, rfm, segment }: Scored, digits: number): string {
  const { recency, frequency, monetary } = rfm;
  const money = monetary.value?.toFixed(digits);
  return `${cell(id)},${recency.value},${frequency.value},${money},${recency.score},${frequency.score},${monetary.score},${recency.tier},${frequency.tier},${monetary.tier},${segment}`;
}

function jsonLine({ id, rfm, segment }: Scored): string {
  const { recency, frequency, monetary } = rfm;
  const values = [id, recency.value, frequency.value, monetary.value];
  const ranks = [recency.score, frequency.score, monetary.score, recency.tier, frequency.tier, monetary.tier, segment];
  return JSON.stringify(Object.fromEntries([...values, ...ranks].map((value, place) => [COLUMNS[place], value])));
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
