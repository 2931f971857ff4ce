import * as v from "valibot";

/** What a socket keeps through hibernation. */
const AttachmentSchema = v.object({ v: v.literal(1), expiresAt: v.nullable(v.number()) });

export interface Watch {
  /** The last seq the watcher has; null: from now on. */
  readonly after: number | null;
  /** The token that let the watcher in, so that the socket ends with it; null for the operator. */
  readonly tokenId: string | null;
  readonly expiresAt: number | null;
}

const PROTOCOL = "rfedge";
/** In the range for applications: the credential no longer holds. */
const NO_LONGER_ALLOWED = 4401;

/** The request that makes a watcher of whoever the route has let in. @param upgrade the client's own request */
export function watchRequest(upgrade: Request, { after, tokenId, expiresAt }: Watch): Request {
  const url = new URL("https://site/live");
  if (after !== null) url.searchParams.set("after", String(after));
  if (tokenId !== null) url.searchParams.set("tokenId", tokenId);
  if (expiresAt !== null) url.searchParams.set("expiresAt", String(expiresAt));
  return new Request(url, { headers: upgrade.headers });
}

/** The sockets of marketers who watch the whole site. They hibernate: the object may be gone between two messages. */
export class SiteSockets {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  /** Accepts a watcher and sends what it missed. @param missed the messages after a seq */
  accept(request: Request, missed: (after: number) => string[]): Response {
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return new Response(null, { status: 426 });
    const { searchParams } = new URL(request.url);
    const { 0: client, 1: server } = new WebSocketPair();
    const expiresAt = searchParams.get("expiresAt");
    this.#ctx.acceptWebSocket(server, [searchParams.get("tokenId") ?? "root"]);
    server.serializeAttachment({ v: 1, expiresAt: expiresAt === null ? null : Number(expiresAt) });
    const after = searchParams.get("after");
    if (after !== null) for (const message of missed(Number(after))) server.send(message);
    return new Response(null, { status: 101, webSocket: client, headers: { "sec-websocket-protocol": PROTOCOL } });
  }

  /** Sends to everybody whose credential still holds. */
  send(message: string, now: number): void {
    for (const socket of this.#ctx.getWebSockets()) {
      const { success, output } = v.safeParse(AttachmentSchema, socket.deserializeAttachment());
      if (success && (output.expiresAt === null || output.expiresAt > now)) socket.send(message);
      else socket.close(NO_LONGER_ALLOWED, "The credential has expired");
    }
  }

  /** Ends the sockets that a token opened; without one, all of them. */
  end(tokenId?: string): void {
    for (const socket of this.#ctx.getWebSockets(tokenId)) socket.close(NO_LONGER_ALLOWED, "The credential is revoked");
  }
}
