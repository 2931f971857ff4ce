import { Hono } from "hono";
import { BEARER_PREFIX, LIVE_PROTOCOL, liveCalls } from "#shared/wire/live";
import { noteSightings } from "../journeys/noteSightings.ts";
import { resolveVisitor } from "../journeys/resolveVisitor.ts";
import type { AppEnv } from "../middleware/context.ts";
import { actorOf, admit, type Credential, presentedSecret } from "../middleware/credential.ts";
import { siteOf } from "../middleware/site.ts";
import { watchRequest } from "../objects/site/siteSockets.ts";
import { askKnown, siteStub } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";

/** Changes as they happen, by WebSocket. */
export const live = new Hono<AppEnv>();

live.get(liveCalls.watch.path, async (c) => {
  const protocols = (c.req.header("sec-websocket-protocol") ?? "").split(",").map((protocol) => protocol.trim());
  const bearer = protocols.find((protocol) => protocol.startsWith(BEARER_PREFIX));
  // A browser can set no header on a WebSocket; everybody else may.
  const secret = bearer?.slice(BEARER_PREFIX.length) ?? presentedSecret(c);
  const credential = await admit(c, { access: liveCalls.watch.access, secret, site: c.req.param("site") });
  const site = await siteOf(c, c.req.param("site"));
  if (c.req.header("upgrade")?.toLowerCase() !== "websocket")
    throw new Problem("malformed", "This answers to a WebSocket only");
  if (!protocols.includes(LIVE_PROTOCOL))
    throw new Problem("malformed", `This speaks the subprotocol ${LIVE_PROTOCOL}`);
  const id = c.req.query("visitor");
  const actor = actorOf(credential);
  if (id === undefined) {
    const after = c.req.query("after");
    const { tokenId, expiresAt } = holdOf(credential);
    noteSightings(site.key, { actor, how: "followed", visitors: [""] }, Date.now());
    const watch = { after: after === undefined ? null : Number(after), tokenId, expiresAt };
    return await siteStub(c.env, site.key).fetch(watchRequest(c.req.raw, watch));
  }
  const request = new Request(c.req.raw, { headers: { upgrade: "websocket", "x-rfedge-site": site.key } });
  const ask = { site: site.key, version: site.model.version, now: Date.now(), facts: [] };
  const resolved = await resolveVisitor(c.env, site, id, (stub) => askKnown(stub, ask));
  if (resolved === null) throw new Problem("not-found", `Nobody is known here by ${id.slice(0, 100)}`);
  noteSightings(site.key, { actor, how: "watched", visitors: [resolved.stub.id.toString()] }, ask.now);
  return await resolved.stub.fetch(request);
});

/** What a socket ends with: the token that opened it, by revocation or by its date. */
function holdOf(credential: Credential): { tokenId: string | null; expiresAt: number | null } {
  if (credential.kind !== "marketer") return { tokenId: null, expiresAt: null };
  return { tokenId: credential.id, expiresAt: credential.expiresAt };
}
