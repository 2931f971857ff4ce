import { env, exports } from "cloudflare:workers";

/** A site of a test’s own, with its credentials. */
export interface TestSite {
  readonly key: string;
  readonly writeKey: string;
  readonly serverKey: string;
  /** A marketer token with the role `admin`. */
  readonly token: string;
}

/** The token that the tests' Worker knows its operator by. */
export const ROOT = env.RFEDGE_ADMIN_TOKEN;

/** Sends a request through the front door. */
export function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return exports.default.fetch(new Request(`https://edge.test${path}`, { redirect: "manual", ...init }));
}

/** A JSON request with a Bearer credential. */
export function askAs(credential: string, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${credential}`, "content-type": "application/json" };
  return ask(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

/** Opens a site under a key that no other test uses. */
export async function makeSite(name = "Test shop"): Promise<TestSite> {
  const key = `t-${crypto.randomUUID().slice(0, 12)}`;
  const answer = await askAs(ROOT, "POST", "/v1/sites", { key, name });
  if (answer.status !== 201) throw new Error(`no site: ${await answer.text()}`);
  return await answer.json<TestSite>();
}

/** A marketer token of a role. */
export async function makeToken(
  site: TestSite,
  role: "viewer" | "editor" | "admin",
  expiresAt?: string,
): Promise<string> {
  const answer = await askAs(site.token, "POST", `/v1/sites/${site.key}/tokens`, {
    role,
    name: `the ${role}`,
    expiresAt,
  });
  if (answer.status !== 201) throw new Error(`no token: ${await answer.text()}`);
  return (await answer.json<{ token: string }>()).token;
}

/** Saves and publishes a configuration; keys left out mean the default. @returns the new version */
export async function publishConfig(site: TestSite, config: unknown): Promise<number> {
  const path = `/v1/sites/${site.key}/config`;
  const draft = await askAs(site.token, "PUT", `${path}/draft`, config);
  if (draft.status !== 200) throw new Error(`no draft: ${await draft.text()}`);
  const { baseVersion } = await draft.json<{ baseVersion: number }>();
  const answer = await askAs(site.token, "POST", `${path}/publish`, { baseVersion });
  if (answer.status !== 200) throw new Error(`not published: ${await answer.text()}`);
  return (await answer.json<{ version: number }>()).version;
}
