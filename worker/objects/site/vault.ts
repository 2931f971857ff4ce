import { log } from "../../log.ts";
import { type PublishedSite, standing } from "../../publishedStore.ts";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder();
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** A text's length tells no more than in which of these steps it falls. */
const STEP_BYTES = 48;
/** What locked secrets are bound to. */
const IDENTITY = "identity";
const LETTERS = /^[\w-]+$/;

/** What a key is for: keys of different purposes, sites or salts have nothing in common. */
interface KeyUse {
  readonly purpose: "decision" | "preview" | "secrets";
  readonly site: string;
  /** Any text; another one gives another key. */
  readonly salt: string;
}

const OPENED = new WeakMap<PublishedSite, Map<string, CryptoKey | null>>();

/** The secrets with which the site signs identity tokens at an instant, the newest first, to verify by. Opened once for each published configuration. */
export async function identitySecrets(env: SecretEnv, site: PublishedSite, now: number): Promise<CryptoKey[]> {
  const opened = OPENED.get(site) ?? new Map<string, CryptoKey | null>();
  OPENED.set(site, opened);
  const secrets: CryptoKey[] = [];
  for (const locked of standing(site, site.identitySecrets ?? [], now)) {
    const secret = opened.get(locked) ?? (await openedSecret(env, site.key, locked));
    opened.set(locked, secret);
    if (secret !== null) secrets.push(secret);
  }
  return secrets;
}

async function openedSecret(env: SecretEnv, site: string, locked: string): Promise<CryptoKey | null> {
  const key = await derivedKey(env, { purpose: "secrets", site, salt: "" });
  const text = key && (await unlock(key, locked, IDENTITY));
  if (typeof text !== "string") {
    // Was RFEDGE_SECRET changed?
    log("secret-unreadable", { site, part: "RFEDGE_SECRET" });
    return null;
  }
  return await crypto.subtle.importKey("raw", ENCODER.encode(text), { name: "HMAC", hash: "SHA-256" }, false, [
    "verify",
  ]);
}

/** A secret as it may be kept: readable only by whoever has the Worker's own. @returns null where the Worker was given none */
export async function lockedSecret(env: SecretEnv, site: string, text: string): Promise<string | null> {
  const key = await derivedKey(env, { purpose: "secrets", site, salt: "" });
  return key && (await lock(key, text, IDENTITY));
}

type SecretEnv = Partial<Pick<Env, "RFEDGE_SECRET" | "RFEDGE_ADMIN_TOKEN">>;

/**
 * A key that follows from the Worker's own secret, so that none is stored anywhere: HKDF with SHA-256, AES-GCM of 256 bits.
 *
 * @returns null where the Worker was given no secret
 */
export async function derivedKey(env: SecretEnv, { purpose, site, salt }: KeyUse): Promise<CryptoKey | null> {
  const secret = env.RFEDGE_SECRET || env.RFEDGE_ADMIN_TOKEN;
  if (!secret) return null;
  const root = await crypto.subtle.importKey("raw", ENCODER.encode(secret), "HKDF", false, ["deriveKey"]);
  const info = ENCODER.encode(`rfedge/${purpose}/${site}`);
  const algorithm = { name: "HKDF", hash: "SHA-256", salt: ENCODER.encode(salt), info };
  return await crypto.subtle.deriveKey(algorithm, root, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}

/**
 * Encrypts and signs a value (AES-GCM is both).
 *
 * @param value what JSON can hold
 * @param label what it is bound to: with another label it cannot be unlocked
 * @returns letters, digits, `-` and `_`
 */
export async function lock(key: CryptoKey, value: unknown, label: string): Promise<string> {
  const text = JSON.stringify(value);
  const plain = ENCODER.encode(text);
  // Together with nonce and tag a multiple of three, so that base64 has no bits to spare that could be altered unseen.
  const length = Math.ceil((plain.byteLength - 2) / STEP_BYTES) * STEP_BYTES + 2;
  const padded = new Uint8Array(length).fill(0x20);
  padded.set(plain);
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const algorithm = { name: "AES-GCM", iv, additionalData: ENCODER.encode(label) };
  const locked = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, padded));
  const whole = new Uint8Array(IV_BYTES + locked.byteLength);
  whole.set(iv);
  whole.set(locked, IV_BYTES);
  return whole.toBase64({ alphabet: "base64url" });
}

/** The value that was locked, or null: another key or label, or not one letter as it was. The signature is compared in constant time. */
export async function unlock(key: CryptoKey, locked: string, label: string): Promise<unknown> {
  // What is decoded leniently would be the same token in other words.
  if (!LETTERS.test(locked) || locked.length % 4 !== 0) return null;
  try {
    const whole = Uint8Array.fromBase64(locked, { alphabet: "base64url" });
    if (whole.byteLength <= IV_BYTES + TAG_BYTES) return null;
    const algorithm = {
      name: "AES-GCM",
      iv: whole.subarray(0, IV_BYTES),
      additionalData: ENCODER.encode(label),
    };
    return JSON.parse(DECODER.decode(await crypto.subtle.decrypt(algorithm, key, whole.subarray(IV_BYTES))));
  } catch {
    return null;
  }
}
