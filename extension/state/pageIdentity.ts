/** Our tag's id, as cookie and as its copy in localStorage. */
const OURS = "rfedge_id";
/** Segment's, and that of the libraries which keep its names; often written as JSON. */
const SEGMENTS = "ajs_anonymous_id";

const LONGEST_ID = 255;

/** Where a page keeps ids. */
export interface IdentitySource {
  readonly cookie: string;
  stored(key: string): string | null;
}

/**
 * The anonymous id of a page's visitor; our tag's before Segment's, the cookie before its copy.
 *
 * @returns null where the page knows nobody
 * @example identityOf({ cookie: "ajs_anonymous_id=%22a-1%22", stored: () => null }); // => "a-1"
 */
export function identityOf(source: IdentitySource): string | null {
  for (const key of [OURS, SEGMENTS]) {
    const id = readable(cookieOf(source.cookie, key)) ?? readable(source.stored(key));
    if (id !== null) return id;
  }
  return null;
}

function cookieOf(cookies: string, key: string): string | null {
  const pair = cookies.split("; ").find((cookie) => cookie.startsWith(`${key}=`));
  if (pair === undefined) return null;
  const value = pair.slice(key.length + 1);
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The id in a stored text, unquoted; null for what cannot be one. */
function readable(text: string | null): string | null {
  if (text === null) return null;
  const id = /^"(.*)"$/s.exec(text.trim())?.[1] ?? text.trim();
  // "." and ".." would be steps in the address they become a part of.
  const isId = id !== "" && id !== "null" && id !== "undefined" && id !== "." && id !== ".." && id.length <= LONGEST_ID;
  return isId ? id : null;
}
