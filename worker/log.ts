/** What the Worker says in its log: the one list of names, and how bad each is. Whoever watches sorts and counts by them. */
const LEVELS = {
  "answer-unexpected": "error",
  "announcing-failed": "error",
  "backup-failed": "error",
  "deciding-failed": "error",
  "delivery-failed": "error",
  "directory-alarm-failed": "error",
  "directory-unanswered": "error",
  "erasures-kept": "error",
  "filling-failed": "error",
  "finding-untold": "error",
  "host-unreadable": "error",
  "import-unannounced": "error",
  "keys-of-access-unreachable": "error",
  "limiter-failed": "error",
  "marking-failed": "error",
  "measuring-failed": "error",
  "moving-rows-failed": "error",
  "origin-unreachable": "error",
  "own-data-failed": "error",
  "page-uncounted": "error",
  "part-failing": "error",
  "part-late": "error",
  "population-untold": "error",
  "preview-failed": "error",
  "publishing-failed": "error",
  "reconciliation-failed": "error",
  "refusal-untold": "error",
  "rescoring-failed": "error",
  "roles-of-access-unreadable": "error",
  "secret-unreadable": "error",
  "sightings-lost": "error",
  "sightings-untold": "error",
  "simulation-failed": "error",
  "site-alarm-failed": "error",
  "site-unreadable": "error",
  "slot-unfilled": "error",
  "tallies-untold": "error",
  "template-refused": "error",
  "too-old": "info",
  "visitor-alarm-failed": "error",
  "walk-failed": "error",
} as const;

export type Said = keyof typeof LEVELS;

/** What a line may say besides: the site's own words and ours, never a sender's. */
export interface SaidOf {
  /** A site's key. */
  readonly site?: string | undefined;
  /** A snippet's key. */
  readonly snippet?: string;
  /** What it happened to: a part of the Worker, a setting or a limiter by our name, a slot or a server by the site's configuration. */
  readonly part?: string;
  readonly count?: number;
  /** Names one answer, in which it stands too. */
  readonly instance?: string;
  readonly method?: string;
  /** The pattern that an address fits, not the address. */
  readonly route?: string;
}

/** A line of the log: JSON, in which nothing comes from a visitor. */
export interface LogLine extends SaidOf {
  readonly level: "info" | "error";
  readonly what: Said;
  readonly error?: LoggedError;
}

/** What is said of an error. Its message may hold whatever it stumbled over, so that only phrases of the platform's and ours are taken from it. */
export interface LoggedError {
  readonly name: string;
  readonly phrase?: string;
  /** Where it was thrown, innermost first: `line:column` of the built Worker. */
  readonly at?: readonly string[];
}

/** Whatever of an error's message fits stands here already: nobody's words can. A reference of the platform's is random, and what its support asks for. */
const PHRASES =
  /RFEDGE_FAULT breaks (?:visitor|directory(?::\d{1,3})?|site|identity|kv)\b|SQLITE_(?:FULL|IOERR|NOMEM|BUSY|CANTOPEN|PROTOCOL|CORRUPT|CONSTRAINT|TOOBIG|ERROR)\b|Network connection lost|overloaded|exceeded its (?:CPU|memory) limit|exceeded timeout|code was updated|Too many subrequests|is not a function|Cannot read properties of (?:undefined|null)|not valid JSON|Invalid URL|^internal error; reference = [a-z\d]{16,40}$/;
const NAME = /^(?:[A-Z][A-Za-z]{0,30})?(?:Error|Exception)$|^(?:Broken|Problem)$/;
const KEY = /^[a-z0-9-]{1,40}$/;
/** A line of a stack, from which numbers alone are taken. */
const FRAME = /^\s+at .*:(\d{1,7}):(\d{1,7})\)?$/;
const MOST_FRAMES = 6;

/**
 * Writes one line of the log.
 *
 * @param what what has happened, by its one name
 * @param of the circumstances; a site's key that cannot be one is left out, as addresses say what they like
 * @param error what was thrown, if anything
 */
export function log(what: Said, of: SaidOf = {}, error?: unknown): void {
  const { site, ...others } = of;
  const line: LogLine = {
    level: LEVELS[what],
    what,
    ...(site !== undefined && KEY.test(site) && { site }),
    ...others,
    ...(error !== undefined && { error: loggedError(error) }),
  };
  const text = JSON.stringify(line);
  if (line.level === "error") console.error(text);
  else console.log(text);
}

/** What may be said of whatever was thrown. */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { name: typeof error };
  const phrase = PHRASES.exec(error.message)?.[0];
  const at = framesOf(error);
  return {
    name: NAME.test(error.name) ? error.name : "Error",
    ...(phrase !== undefined && { phrase }),
    ...(at.length > 0 && { at }),
  };
}

/** Only what stands behind the message, whose own lines might look like places. */
function framesOf({ stack = "", message }: Error): string[] {
  const start = stack.lastIndexOf(message);
  if (start < 0) return [];
  const places = stack
    .slice(start + message.length)
    .split("\n")
    .flatMap((line) => {
      const [, row, column] = FRAME.exec(line) ?? [];
      return row === undefined ? [] : [`${row}:${column}`];
    });
  return places.slice(0, MOST_FRAMES);
}
