import { readConfig } from "#shared/config/readConfig";
import { explanationAnswer } from "#shared/wire/explainAnswers";
import { linksAnswer } from "#shared/wire/linkAnswers";
import { modelAnswer } from "#shared/wire/models";
import { orderAnswer } from "#shared/wire/orderAnswers";
import type { Export } from "#shared/wire/privacy";
import { sightingAnswer } from "#shared/wire/sightings";
import { eventAnswer, historyAnswer, isoOf } from "#shared/wire/visitorAnswers";
import { visitorOfRow } from "#shared/wire/visitorOfRow";
import type { PublishedSite } from "../publishedStore.ts";
import { type Held, membersOf, type PersonExport } from "./exportVisitor.ts";

type Long = "events" | "logs" | "models" | "configurations";

/**
 * What is held about a person as one JSON document, as `ExportSchema` declares it, in pieces: however long a log is, no more of it than a page
 * is in memory at once.
 */
export async function* exportText(
  { whole, events, logs, models }: PersonExport,
  held: Held,
  site: PublishedSite,
  now: number,
): AsyncGenerator<string> {
  yield `${JSON.stringify(shortOf(whole, held, site, now)).slice(0, -1)},"events":[`;
  let before = "";
  for await (const page of events()) {
    for (const event of page) {
      yield `${before}${JSON.stringify(eventAnswer(event))}`;
      before = ",";
    }
  }
  yield '],"logs":[';
  before = "";
  let open: string | null = null;
  const versions = new Set([site.model.version]);
  for await (const { visitor, entries, isLast } of logs()) {
    if (open !== visitor) yield `${before}{"visitor":${JSON.stringify(visitor)},"entries":[`;
    for (const [index, entry] of entries.entries()) {
      versions.add(entry.model);
      yield `${index > 0 || open === visitor ? "," : ""}${JSON.stringify(entry)}`;
    }
    if (isLast) yield "]}";
    [open, before] = [visitor, ","];
  }
  const made = await models([...versions]);
  const logic: Pick<Export, "models" | "configurations"> = {
    models: made.models.map(modelAnswer),
    configurations: made.configurations.flatMap(({ version, body }) => scoringPartOf(version, JSON.parse(body)) ?? []),
  };
  yield `],${JSON.stringify(logic).slice(1)}`;
}

/** Text in pieces as the body of an answer. What fails in the middle breaks the answer off, so that nobody takes half of it for all. */
export function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

function shortOf(
  whole: PersonExport["whole"],
  held: Held,
  { key, config }: PublishedSite,
  now: number,
): Omit<Export, Long> {
  const { row, history, explanation, holdings, orders, directory, claims, comings, findings, sightings, deeds } = held;
  const { currency } = config.site;
  return {
    site: key,
    exportedAt: isoOf(now),
    visitor: visitorOfRow(row, currency, now),
    ids: {
      visitors: membersOf(whole),
      anonymousIds: [...whole.anonymousIds],
      userIds: [...whole.userIds],
      provenIds: [...holdings.provenIds],
    },
    links: linksAnswer(whole.id, whole.parts).links,
    apart: [...whole.apart],
    consent: holdings.consent.map(({ at, purposes }) => ({ at: isoOf(at), purposes })),
    orders: orders.map((order) => orderAnswer(order, currency)),
    history: historyAnswer(history),
    explanation: explanationAnswer(explanation),
    served: holdings.served.map(({ at, served }) => ({
      at: isoOf(at),
      configVersion: served.version,
      segment: served.segment,
      slots: served.slots.map(([slot, snippet, withheld, ...draws]) => ({
        ...{ slot, snippet, draws },
        withheld: withheld !== 0,
      })),
    })),
    retention: {
      behaviourDays: config.privacy.retentionDays,
      customerDays: config.privacy.customerRetentionDays,
      nextGoesAt: holdings.goesAt === null ? null : isoOf(holdings.goesAt),
      endsAt: holdings.endsAt === null ? null : isoOf(holdings.endsAt),
    },
    recipients: [
      { kind: "marketers", who: "people of the site who hold a token of theirs; what they did is listed as deeds" },
      { kind: "back-end", who: "the site's own servers, by server key" },
      { kind: "processor", who: "the provider of the platform on which this runs" },
    ],
    deeds: deeds.map(({ at, actor, action, detail }) => ({
      at: isoOf(at),
      actor,
      action,
      detail: detail === null ? null : JSON.parse(detail),
    })),
    sightings: sightings.map(sightingAnswer),
    findings: findings.map((finding) => ({ ...finding, at: isoOf(finding.at) })),
    erasures: holdings.erasures.map(({ at, until, removed }) => ({
      erasedAt: isoOf(at),
      replaysRefusedUntil: isoOf(until),
      removed,
    })),
    directory: directory.map(unpacked),
    identity: { claims, comings: comings.map((coming) => ({ ...coming, at: isoOf(coming.at) })) },
  };
}

const PACKED = ["audiences", "segments", "pastOrders", "row", "exposures"];

/** A row as it is stored, its lists and objects to be read as such. */
function unpacked(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(row).map(([name, value]): [string, unknown] => [
    name,
    PACKED.includes(name) && typeof value === "string" ? JSON.parse(value) : value,
  ]);
  return Object.fromEntries(entries);
}

/** What of a configuration scores are made by; content is not, nor where the site is served. Null: it is not to be read today. */
function scoringPartOf(version: number, body: unknown): Export["configurations"][number] | null {
  const config = readConfig(body)?.config;
  if (config === undefined) return null;
  const { currency, timeZone, rates, conversions, productPages, sessionGapMinutes } = config.site;
  const site = { currency, timeZone, rates, conversions, productPages, sessionGapMinutes };
  return {
    ...{ version, site },
    scoring: { ...config.scoring },
    segments: [...config.segments],
    audiences: [...config.audiences],
    privacy: { ...config.privacy },
  };
}
