import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from "jose";
import * as v from "valibot";
import { bagOf } from "#shared/events/event";
import { type Role, RoleSchema } from "#shared/wire/tokens";
import { log } from "../log.ts";
import { Problem } from "../problem.ts";
import { type Caller, publicAddressFault } from "./publicAddress.ts";

/** Somebody whom Cloudflare Access has let through: by which names, and until when, epoch milliseconds. */
export interface AccessPerson {
  readonly id: string;
  /** What an audit log calls them. */
  readonly name: string;
  /** Under what `RFEDGE_ACCESS_ROLES` may name them: `ada@shop.example`, `@shop.example`, `group:..`, `service:..`. */
  readonly names: readonly string[];
  readonly expiresAt: number;
}

type AccessEnv = Pick<
  Env,
  "RFEDGE_ACCESS_ISSUER" | "RFEDGE_ACCESS_AUDIENCE" | "RFEDGE_ACCESS_CERTS" | "RFEDGE_ACCESS_ROLES"
>;

const RolesSchema = v.record(v.string(), v.record(v.string(), RoleSchema));
/** The least first. */
const GRADES = RoleSchema.options;
const CERTS_PATH = "/cdn-cgi/access/certs";
const LONGEST_TOKEN = 16_384;
const TOLERANCE_SECONDS = 30;
const PATIENCE_MS = 5_000;
/** So long fetched keys are good; a token by a key that is not among them has them fetched again, at most twice a minute. */
const KEPT_MS = 600_000;
const COOLDOWN_MS = 30_000;

/** Whether this Worker knows anybody by Access at all. */
export function takesAccess(env: AccessEnv): boolean {
  return Boolean(env.RFEDGE_ACCESS_ISSUER && env.RFEDGE_ACCESS_AUDIENCE && env.RFEDGE_ACCESS_ROLES);
}

/**
 * Whom a JWT of Cloudflare Access proves: signed by a key of the issuer's, for one of our applications, and not expired. Only signatures by
 * public keys are taken, so that neither none nor one made with what everybody can fetch is one.
 *
 * @param now epoch milliseconds
 * @returns null where it proves nobody
 * @throws Problem `unavailable` where the issuer's keys cannot be had
 */
export async function proveAccess(
  env: AccessEnv,
  token: string,
  caller: Caller,
  now: number,
): Promise<AccessPerson | null> {
  if (!takesAccess(env) || token.length > LONGEST_TOKEN) return null;
  try {
    const { payload } = await jwtVerify(token, keysOf(env, caller), {
      algorithms: ["RS256", "ES256"],
      issuer: env.RFEDGE_ACCESS_ISSUER,
      audience: env.RFEDGE_ACCESS_AUDIENCE.split(",").map((audience) => audience.trim()),
      requiredClaims: ["exp", "iat"],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: new Date(now),
    });
    return personOf(payload);
  } catch (error) {
    if (error instanceof errors.JOSEError && !isOfKeys(error)) return null;
    if (error instanceof Problem) throw error;
    log("keys-of-access-unreachable", {}, error);
    throw new Problem("unavailable", "The keys of Cloudflare Access cannot be had", { retryAfter: 10 });
  }
}

/** The highest role that the deployment gives somebody at a site; null: none. A setting that cannot be read gives none to anybody. */
export function roleOf({ RFEDGE_ACCESS_ROLES: text }: AccessEnv, { names }: AccessPerson, site: string): Role | null {
  const roles = rolesIn(text);
  const given = [roles["*"], Object.hasOwn(roles, site) ? roles[site] : undefined].flatMap((of) =>
    Object.entries(of ?? {}).flatMap(([name, role]) => (names.includes(name.toLowerCase()) ? [role] : [])),
  );
  return GRADES.findLast((role) => given.includes(role)) ?? null;
}

function rolesIn(text: string): v.InferOutput<typeof RolesSchema> {
  try {
    const parsed = v.safeParse(RolesSchema, JSON.parse(text));
    if (parsed.success) return parsed.output;
  } catch {
    // Said below, like whatever else is wrong with it.
  }
  log("roles-of-access-unreadable", { part: "RFEDGE_ACCESS_ROLES" });
  return {};
}

const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

function keysOf(env: AccessEnv, caller: Caller): ReturnType<typeof createRemoteJWKSet> {
  const address = env.RFEDGE_ACCESS_CERTS || env.RFEDGE_ACCESS_ISSUER + CERTS_PATH;
  const known = keySets.get(address);
  if (known !== undefined) return known;
  const url = new URL(address);
  const fault = publicAddressFault(url, caller);
  if (fault !== null) throw new RangeError(`the address of Access's keys ${fault}`);
  const made = createRemoteJWKSet(url, {
    cacheMaxAge: KEPT_MS,
    cooldownDuration: COOLDOWN_MS,
    timeoutDuration: PATIENCE_MS,
    [customFetch]: (...asked: Parameters<typeof fetch>) => fetch(...asked),
  });
  keySets.set(address, made);
  return made;
}

/** Whether it is the keys that are at fault, and not the token. */
function isOfKeys(error: errors.JOSEError): boolean {
  return (
    error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid || error.code === "ERR_JOSE_GENERIC"
  );
}

function personOf(payload: JWTPayload): AccessPerson | null {
  const { sub, email, common_name: service, exp = 0 } = payload;
  const name = textOf(email) ?? textOf(service);
  if (name === null) return null;
  const groups = [payload["groups"], bagOf(payload["custom"])["groups"]].flat().map(textOf);
  const names = [
    ...(textOf(email) === null ? [`service:${name}`] : [name, name.slice(name.lastIndexOf("@"))]),
    ...groups.flatMap((group) => (group === null ? [] : [`group:${group}`])),
  ];
  return { id: `access:${textOf(sub) ?? name}`, name, names, expiresAt: exp * 1000 };
}

/** In lower case, as mail addresses and groups are compared; null for what is no text. */
function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value.toLowerCase() : null;
}
