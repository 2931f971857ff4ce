/** An evening of the shop. */
export interface Evening {
  /** As its events name it. */
  readonly id: string;
  /** When it begins, epoch milliseconds. */
  readonly at: number;
}

const HOUR_MS = 3_600_000;
const LASTS_MS = 1.25 * HOUR_MS;
const THURSDAY = 4;
const ZONE = "Europe/London";

const londonHour = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", hourCycle: "h23" });

/** The evening of a month: its first Thursday, at seven in London. @param month from 0, and beyond 11 of the years after */
function eveningOf(year: number, month: number): Evening {
  const first = new Date(Date.UTC(year, month, 1, 19));
  first.setUTCDate(1 + ((THURSDAY + 7 - first.getUTCDay()) % 7));
  const hoursAhead = Number(londonHour.format(first)) - first.getUTCHours();
  const at = first.getTime() - hoursAhead * HOUR_MS;
  return { id: `first-thursday-${first.toISOString().slice(0, 7)}`, at };
}

const around = (now: number): readonly Evening[] => {
  const today = new Date(now);
  return [-1, 0, 1].map((months) => eveningOf(today.getUTCFullYear(), today.getUTCMonth() + months));
};

/** The evening that is on, or that was on last: between two of them it plays again. */
export function lastEvening(now: number): Evening {
  const begun = around(now).filter(({ at }) => at <= now);
  return begun.at(-1) ?? eveningOf(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() - 1);
}

/** The first evening that has not begun yet. */
export function nextEvening(now: number): Evening {
  const { at } = lastEvening(now);
  const after = new Date(at);
  return eveningOf(after.getUTCFullYear(), after.getUTCMonth() + 1);
}

/** Whether an evening is on. */
export const isOn = ({ at }: Evening, now: number): boolean => at <= now && now < at + LASTS_MS;
