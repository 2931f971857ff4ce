import { find, say, show } from "./elements.ts";
import { isOn, lastEvening, nextEvening } from "./firstThursday.ts";
import { isFirstThere } from "./memory.ts";
import { locale, spoken } from "./speech.ts";
import { track } from "./tag.ts";

const LONDON = "Europe/London";

/** Says when the next evening is, and lets one be there. */
export function startEvening(): void {
  sayWhen(Date.now());
  const join = find<HTMLButtonElement>("[data-evening-join]");
  const leave = find<HTMLButtonElement>("[data-evening-leave]");
  if (!join || !leave) return;
  const setThere = (isThere: boolean): void => {
    const from = isThere ? join : leave;
    const to = isThere ? leave : join;
    from.hidden = true;
    to.hidden = false;
    to.focus();
    find(".stage")?.classList.toggle("playing", isThere);
  };
  join.disabled = false;
  join.addEventListener("click", () => {
    attend(Date.now());
    setThere(true);
  });
  leave.addEventListener("click", () => {
    say("[data-evening-status]", spoken.left);
    setThere(false);
  });
}

/** Tells of an evening once, however often its recording is looked at. */
function attend(now: number): void {
  const { id, at } = lastEvening(now);
  if (isFirstThere(id))
    track("Event Attended", { event_id: id, event_name: "First Thursday", is_live: isOn({ id, at }, now) });
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: LONDON });
  say("[data-evening-status]", spoken.joined(month.format(at)));
}

function sayWhen(now: number): void {
  const last = lastEvening(now);
  show("[data-evening-between]", !isOn(last, now));
  if (isOn(last, now)) say("[data-evening-next]", spoken.live);
  else sayDate(nextEvening(now).at);
}

function sayDate(at: number): void {
  const date: Intl.DateTimeFormatOptions = {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
  };
  const there = new Intl.DateTimeFormat(locale, { ...date, timeZone: LONDON }).format(at);
  const here = new Intl.DateTimeFormat(locale, date).format(at);
  say("[data-evening-next]", spoken.evening(there));
  if (here !== there)
    say("[data-evening-here]", spoken.hereAt(new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(at)));
}
