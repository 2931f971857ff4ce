import * as v from "valibot";

/** A known weakness of a package that stays for now, and why it harms nobody here. */
export interface Tolerated {
  /** As `GHSA-xxxx-xxxx-xxxx`. */
  readonly advisory: string;
  readonly package: string;
  readonly because: string;
}

/** All that is tolerated. An entry that no longer finds anything has to go. */
export const TOLERATED: readonly Tolerated[] = [];

/** A weakness as `npm audit` reports it. */
export interface Weakness {
  readonly advisory: string;
  readonly package: string;
  readonly severity: string;
  readonly title: string;
}

/** What came of asking: nothing could be learnt, or which weaknesses nobody has judged yet, and which judgements are void. */
export type Weighed =
  | { readonly unchecked: string }
  | { readonly found: number; readonly unjudged: readonly Weakness[]; readonly void: readonly Tolerated[] };

const ViaSchema = v.object({
  name: v.string(),
  title: v.string(),
  url: v.string(),
  severity: v.string(),
});
const ReportSchema = v.object({
  vulnerabilities: v.record(v.string(), v.object({ via: v.array(v.union([v.string(), ViaSchema])) })),
});
const RefusalSchema = v.object({
  message: v.optional(v.string()),
  error: v.optional(v.object({ summary: v.string() })),
});

/**
 * Weighs what `npm audit --json` has printed.
 *
 * @returns `unchecked`, in one line, where no registry has answered: whoever is offline cannot know better
 */
export function weighAudit(printed: string, tolerated: readonly Tolerated[]): Weighed {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), printed.slice(printed.indexOf("{")));
  const report = v.safeParse(ReportSchema, parsed.success ? parsed.output : null);
  if (!report.success) {
    const refusal = v.safeParse(RefusalSchema, parsed.success ? parsed.output : null);
    const { message, error } = refusal.success ? refusal.output : {};
    return { unchecked: lineOf(message || error?.summary || printed || "npm said nothing") };
  }
  const found = new Map<string, Weakness>();
  for (const { via } of Object.values(report.output.vulnerabilities))
    for (const one of via) {
      // A text names the dependency by which a package is affected, which has an entry of its own.
      if (typeof one === "string") continue;
      const weakness = { advisory: one.url.split("/").at(-1) ?? one.url, package: one.name, ...told(one) };
      found.set(keyOf(weakness), weakness);
    }
  const judged = new Set(tolerated.map(keyOf));
  return {
    found: found.size,
    unjudged: [...found.values()].filter((weakness) => !judged.has(keyOf(weakness))),
    void: tolerated.filter((one) => !found.has(keyOf(one))),
  };
}

function told({ severity, title }: v.InferOutput<typeof ViaSchema>) {
  return { severity, title };
}

function keyOf({ advisory, package: name }: Pick<Weakness, "advisory" | "package">): string {
  return `${advisory} ${name}`;
}

/** The first line, without the address of whichever registry it was. */
function lineOf(text: string): string {
  const [first = ""] = text.trim().split("\n");
  return first.replace(/ - (GET|POST) \S+$/, "").replaceAll(/https?:\/\/\S+/g, "the registry");
}
