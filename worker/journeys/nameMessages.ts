import type { Message } from "#shared/events/event";
import { bagOf } from "#shared/events/event";
import type { PublishedSite } from "../publishedStore.ts";
import { noteFinding } from "./noteFinding.ts";
import { identityTokenIn, type Proof, proveIdentity } from "./proveIdentity.ts";

/** A message, and whether the site vouches for it that its device is its user's. */
export interface NamedMessage {
  readonly message: Message;
  readonly isProven: boolean;
}

interface Naming {
  /** The site itself says so, by its server key. */
  readonly isTrusted: boolean;
  /** What the message's own identity token proves; left out: it carries none. */
  readonly proof?: Proof | undefined;
  readonly now: number;
}

/** What is only about who somebody is. */
const NAMING: ReadonlySet<string> = new Set(["identify", "alias", "group"]);

/** What the identity tokens of some messages prove, by their place. The same token is read once. */
export async function proofsIn(
  env: Env,
  site: PublishedSite,
  inputs: readonly unknown[],
  now: number,
): Promise<ReadonlyMap<number, Proof>> {
  const proofs = new Map<unknown, Promise<Proof>>();
  const proofOf = (token: unknown) => {
    const proof = proofs.get(token) ?? proveIdentity(env, site, token, now);
    proofs.set(token, proof);
    return proof;
  };
  const carried = inputs.flatMap((input, index) => {
    const token = identityTokenIn(input);
    return token === undefined ? [] : [{ index, token }];
  });
  return new Map(await Promise.all(carried.map(async ({ index, token }) => [index, await proofOf(token)] as const)));
}

/**
 * Whom a message is said to come from. An identity token names the user too; a user id that is only claimed counts, unless the site demands
 * proof: then the message is its device's alone, or, where it is about nothing else than who someone is, null: set aside.
 */
export function named(site: PublishedSite, message: Message, { isTrusted, proof, now }: Naming): NamedMessage | null {
  if (isTrusted) return { message, isProven: isOfOwnDevice(message) };
  if (proof !== undefined && "userId" in proof && (message.userId ?? proof.userId) === proof.userId)
    return { message: { ...message, userId: proof.userId }, isProven: isOfOwnDevice(message) };
  if (proof !== undefined) {
    const detail = "refused" in proof ? proof.refused : "its sub is another user id than the message's";
    noteFinding(site.key, { kind: "refused-proof", id: whoIn(message), detail }, now);
  }
  if (!site.config.identity.requireProof) return { message, isProven: false };
  if (message.userId === null && !NAMING.has(message.type)) return { message, isProven: false };
  const isLeft = NAMING.has(message.type) || message.anonymousId === null;
  const detail = `${message.type}: ${isLeft ? "set aside" : "the user id was left out"}, as identity.requireProof is on`;
  noteFinding(site.key, { kind: "unproven", id: whoIn(message), detail }, now);
  return isLeft ? null : { message: { ...message, userId: null }, isProven: false };
}

/** An alias names another's device where it names no own one. */
function isOfOwnDevice({ type, body }: Message): boolean {
  return type !== "alias" || Boolean(bagOf(body)["anonymousId"]);
}

function whoIn({ userId, anonymousId }: Message): string {
  return userId ?? anonymousId ?? "";
}
