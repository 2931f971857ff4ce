import type { Context } from "hono";
import { noteSightings } from "../journeys/noteSightings.ts";
import { resolveVisitor } from "../journeys/resolveVisitor.ts";
import type { VisitorStub } from "../objects/stubs.ts";
import type { ReadAnswer } from "../objects/visitor/visitorRequests.ts";
import { Problem } from "../problem.ts";
import type { AppEnv } from "./context.ts";
import { actorOf } from "./credential.ts";

/** Whom a marketer asks about, what, and when. */
interface Opening<T> {
  /** Visitor id, user id or anonymous id. */
  readonly id: string;
  readonly ask: (stub: VisitorStub) => Promise<ReadAnswer<T>>;
  readonly now: number;
}

/** Something of a visitor, for whoever the request comes from; that they saw it is noted. @throws Problem `not-found` */
export async function openVisitor<T>(c: Context<AppEnv>, { id, ask, now }: Opening<T>): Promise<T> {
  const { site, credential } = c.var;
  const resolved = await resolveVisitor(c.env, site, id, ask);
  if (resolved === null) throw new Problem("not-found", `Nobody is known here by ${id.slice(0, 100)}`);
  const visitors = [resolved.stub.id.toString()];
  noteSightings(site.key, { actor: actorOf(credential), how: "opened", visitors }, now);
  return resolved.found;
}
