import { diffConfig } from "#shared/config/diffConfig";
import type { ConfigVersion } from "#shared/wire/config";
import { storedConfig } from "../journeys/checkConfig.ts";
import type { Drafted, DraftView } from "../objects/site/drafting.ts";
import type { Scheduling } from "../objects/site/scheduling.ts";
import { Problem } from "../problem.ts";

type Refused = Extract<Drafted | Scheduling, { refused: unknown }>["refused"];

/** Why a configuration is neither kept nor published, as the problem that a client reads. @param version the one in force */
export function refusalProblem(refused: Refused, version = 0): Problem {
  if (typeof refused === "object") {
    const errors = refused.raw.map((path) => ({
      path,
      message: "only an admin may let markup be served as it is written",
    }));
    return new Problem("forbidden", "Markup that is served as it is written needs the role admin", { errors });
  }
  switch (refused) {
    case "changed":
      return new Problem("changed", "The draft is not the one that you have seen: look at it before you replace it");
    case "unknown":
      return new Problem("not-found", "There is no such version");
    case "no-draft":
      return new Problem("conflict", `Nothing has been drafted since version ${version} was published`);
    case "unclean":
      return new Problem("conflict", "An earlier release saved this draft: save it again");
    case "taken":
      return new Problem("conflict", "Another publication is scheduled: cancel it first");
    default:
      return new Problem("conflict", `Version ${version} is in force: look at it before you publish over it`);
  }
}

/** A draft with its entity tag. */
export function draftAnswer({ version, revision, draft, published }: DraftView): Response {
  const { config, notes } = storedConfig(draft?.body ?? published);
  const answer = {
    baseVersion: version,
    revision,
    config,
    author: draft?.author ?? null,
    at: draft === null ? null : new Date(draft.at).toISOString(),
    notes: draft === null || draft.notes === "" ? notes : [...notes, ...JSON.parse(draft.notes)],
  };
  return Response.json(answer, { headers: { etag: `"${revision}"`, "cache-control": "private, no-store" } });
}

/** A version with its document and what it changed. @param earlier the document before, as JSON; null: it was the first */
export function publishedAnswer(version: ConfigVersion, body: string, earlier: string | null) {
  const document = JSON.parse(body);
  const differences = earlier === null ? [] : diffConfig(JSON.parse(earlier), document);
  return { ...version, config: document, differences };
}
