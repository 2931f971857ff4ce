import { Hono } from "hono";
import { linksAnswer } from "#shared/wire/linkAnswers";
import { type Links, linkCalls } from "#shared/wire/links";
import { linkVisitors } from "../journeys/linkVisitors.ts";
import { unlinkVisitors } from "../journeys/unlinkVisitors.ts";
import type { AppEnv } from "../middleware/context.ts";
import { doerIn } from "../middleware/credential.ts";
import { openVisitor } from "../middleware/openVisitor.ts";
import { type Input, serve } from "../middleware/serve.ts";
import { siteStub } from "../objects/stubs.ts";
import type { Membership } from "../objects/visitor/visitorRequests.ts";
import { Problem } from "../problem.ts";

/** Who a visitor is made of, and what a marketer may do about it. */
export const links = new Hono<AppEnv>();

type At = Pick<Input<typeof linkCalls.list>, "c" | "now">;

serve(links, linkCalls.list, async (input) => linksOf(await wholeOf(input, idOf(input, "id"))));

serve(links, linkCalls.link, async (input) => {
  const { c, body, now } = input;
  const id = idOf(input, "id");
  const [one, other] = await Promise.all([wholeOf(input, id), wholeOf(input, body.id)]);
  const linked = await linkVisitors(c.env, c.var.site, { one: one.id, other: other.id, by: "marketer", now });
  if (linked === "another") throw new Problem("conflict", "These are two users: each has a user id of their own");
  const changed = linked === "linked";
  if (changed) await noted(input, "visitor.link", one.id, other.id);
  return { ...linksOf(await wholeOf(input, id)), changed };
});

serve(links, linkCalls.unlink, async (input) => {
  const { c, now } = input;
  const [id, other] = [idOf(input, "id"), idOf(input, "other")];
  const [whole] = await Promise.all([wholeOf(input, id), wholeOf(input, other)]);
  const left = await unlinkVisitors(c.env, c.var.site, whole, { id, other, now });
  if (left !== null) await noted(input, "visitor.unlink", whole.id, left);
  return { ...linksOf(await wholeOf(input, id)), changed: left !== null };
});

async function wholeOf({ c, now }: At, id: string): Promise<Membership> {
  const request = { site: c.var.site.key, version: c.var.site.model.version, now };
  return await openVisitor(c, { id, ask: (stub) => stub.membership(request), now });
}

/** The log names visitors by their visitor ids: it outlives them, so nothing in it says who they were. */
async function noted({ c, now }: At, action: string, target: string, other: string): Promise<void> {
  await siteStub(c.env, c.var.site.key).noteDeed({ ...doerIn(c), action, target, detail: { other } }, now);
}

function idOf({ c }: At, name: "id" | "other"): string {
  return c.req.param(name) ?? "";
}

function linksOf({ id, parts }: Membership): Links {
  return linksAnswer(id, parts);
}
