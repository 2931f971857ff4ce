import { guard } from "./guard.ts";

/** Input counts this long: domain.md's engaged seconds. */
const ATTENTION_MS = 3e4;

let usedAt = 0;
let countedAt = 0;
let engagedMs = 0;
let depth = 0;
let isEngaged = false;

/** Adds the time since it was last called, if the page was engaged then; a computer that slept in between was not. */
const count = () => {
  const at = Date.now();
  if (isEngaged) engagedMs += Math.min(at - countedAt, 2e3);
  countedAt = at;
  isEngaged = !document.hidden && document.hasFocus() && at - usedAt < ATTENTION_MS;
  const { scrollHeight } = document.documentElement;
  depth = Math.max(depth, Math.min(100, Math.round((100 * (scrollY + innerHeight)) / scrollHeight)));
};

const use = () => {
  usedAt = Date.now();
};

/** A new page begins; arriving is the first use of it. */
export const beginEngaged = (): void => {
  engagedMs = depth = 0;
  isEngaged = false;
  use();
  count();
};

/** Whole seconds since the last answer, with the deepest scroll of the page in percent; nothing while there are none. */
export const takeEngaged = (): { seconds: number; scrollDepth: number } | undefined => {
  count();
  const seconds = Math.round(engagedMs / 1e3);
  if (!seconds) return undefined;
  engagedMs -= seconds * 1e3;
  return { seconds, scrollDepth: depth };
};

export const watchEngaged = (): void => {
  for (const type of ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"]) {
    addEventListener(type, use, { passive: true, capture: true });
  }
  setInterval(guard(count), 1e3);
};
