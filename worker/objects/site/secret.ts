/** What a key opens: `wk` events of web pages, `sk` a back end's calls, `mt` a marketer's. */
export type SecretKind = "wk" | "sk" | "mt";

/** A credential as it reads, before anybody has checked it. */
export interface Secret {
  readonly kind: SecretKind;
  readonly site: string;
  readonly text: string;
}

const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
const RANDOM_LENGTH = 32;
const SHAPE = /^(wk|sk|mt)_([a-z0-9-]{1,40})_([A-Za-z0-9]{16,64})$/;
const LOCAL_KEYS: ReadonlySet<string> = new Set(["wk_demo", "sk_demo"]);

/** A new credential of a site: 186 bits of chance. `is` and `ds` open nothing: the one signs identity tokens, of the other only a part is used. */
export function newSecret(kind: SecretKind | "is" | "ds", site: string): string {
  let random = "";
  while (random.length < RANDOM_LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(RANDOM_LENGTH))) {
      // Bytes beyond the last whole run of the alphabet would make its first letters likelier.
      if (byte < 256 - (256 % ALPHABET.length) && random.length < RANDOM_LENGTH)
        random += ALPHABET[byte % ALPHABET.length];
    }
  }
  return `${kind}_${site}_${random}`;
}

/** Reads which site and kind a credential claims; null for what cannot be one. `wk_demo` and `sk_demo` have the short form. */
export function readSecret(text: string): Secret | null {
  if (LOCAL_KEYS.has(text)) return { kind: text.startsWith("wk") ? "wk" : "sk", site: "demo", text };
  const found = SHAPE.exec(text);
  if (!found) return null;
  const [, kind, site] = found;
  return isKind(kind) && site !== undefined ? { kind, site, text } : null;
}

/** Whether a credential is one of the two that only local development takes. */
export function isLocalSecret(secret: Secret): boolean {
  return LOCAL_KEYS.has(secret.text);
}

/** The eight characters by which a person recognises a credential. They are public: the other 24 keep it secret. */
export function prefixOf(text: string): string {
  const random = text.slice(text.lastIndexOf("_") + 1);
  return random.slice(0, 8);
}

/** SHA-256, 64 hexadecimal digits: the only form in which a secret is stored. */
export async function digestOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Compares two digests in a time that tells nothing about where they differ. */
export function isSameDigest(one: string, other: string): boolean {
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(one), encoder.encode(other)];
  return left.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(left, right);
}

function isKind(text: string | undefined): text is SecretKind {
  return text === "wk" || text === "sk" || text === "mt";
}
