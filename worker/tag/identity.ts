import { keysFrom, readKey, removeKey, writeKey } from "./store.ts";

const ID = "rfedge_id";
const USER = "rfedge_user";

const jar: { cookie: string } = document;

/** Reads all cookies, after setting one. A document without an origin has none and throws. */
const cookies = (set?: string): string => {
  try {
    if (set) jar.cookie = set;
    return jar.cookie;
  } catch {
    return "";
  }
};

const setCookie = (value: string, ageSeconds: number) =>
  cookies(`${ID}=${value};path=/;max-age=${ageSeconds};samesite=lax${location.protocol === "https:" ? ";secure" : ""}`);

/** A random (version 4) UUID; `crypto.randomUUID` exists only on secure pages. */
export const randomUuid = (): string =>
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (+digit ^ ((crypto.getRandomValues(new Uint8Array(1))[0] as number) & (15 >> (+digit / 4)))).toString(16),
  );

/** The visitor's first-party id. Cookie and copy restore each other; read anew each time, as another tab may have reset it. */
export const anonymousId = (): string => {
  const kept = /(?:^|; )rfedge_id=([\w-]{36})(?:;|$)/.exec(cookies())?.[1];
  const id = kept || readKey(ID) || randomUuid();
  if (id !== kept) setCookie(id, 34128e3); // 395 days
  if (id !== readKey(ID)) writeKey(ID, id);
  return id;
};

/** Whether the device has an id. */
export const isKnown = (): string | boolean => readKey(ID) || cookies().includes(ID);

/** Who the visitor said to be, until `forgetVisitor`. */
export const userId = (): string => readKey(USER);

/** A person who takes over another's device is another visitor: they must never be merged. */
export const rememberUser = (id: string): void => {
  if (userId() && userId() !== id) forgetVisitor();
  writeKey(USER, id);
};

/** The next message is a new visitor's. */
export const forgetVisitor = (): void => {
  setCookie("", 0);
  removeKey(ID);
  removeKey(USER);
};

/** Leaves nothing on the device: neither id nor waiting messages. */
export const eraseAll = (): void => {
  forgetVisitor();
  keysFrom("rfedge").forEach(removeKey);
};
