import type { Purposes } from "#shared/events/consent";

/** As `CONSENT_COOKIE` of the wire has it, 395 days: the edge reads it where no script speaks for a visitor. */
const NAME = "rfedge_consent";
const AGE_SECONDS = 34128e3;

const jar: { cookie: string } = document;

/** What the browser remembers of its visitor's choice; nothing where cookies are blocked. */
export const remembered = (): Purposes => {
  const value = /(?:^|; )rfedge_consent=([\w.:-]*)/.exec(read())?.[1] ?? "";
  const parts = value.split(".").map((part) => /^([\w-]+):([01])$/.exec(part));
  return Object.fromEntries(parts.flatMap((part) => (part?.[1] ? [[part[1], part[2] === "1"]] : [])));
};

/** Adds to what is remembered. */
export const remember = (choice: Purposes): void => {
  const value = Object.entries({ ...remembered(), ...choice })
    .map(([purpose, isGranted]) => `${purpose.replace(/[^\w-]/g, "_")}:${isGranted ? 1 : 0}`)
    .join(".");
  const secure = location.protocol === "https:" ? ";secure" : "";
  try {
    jar.cookie = `${NAME}=${value};path=/;max-age=${AGE_SECONDS};samesite=lax${secure}`;
  } catch {
    // A document without an origin has no cookies, and nothing to remember.
  }
};

const read = (): string => {
  try {
    return jar.cookie;
  } catch {
    return "";
  }
};
