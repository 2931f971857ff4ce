import type { ChangeNotice } from "#shared/wire/ofrep";
import type { PublishedSite } from "../publishedStore.ts";

/** How a listener follows a site. */
export interface Following {
  /** Waits until it is time to look again. */
  readonly tick: () => Promise<unknown>;
  /** The site as it is published now; null: it is no more, or no longer for this listener. */
  readonly look: () => Promise<PublishedSite | null>;
}

/**
 * What one listener is told of a site, as server-sent events: one whenever it has been published, and in between a comment, by which a
 * connection that is gone is noticed. It ends once the site no longer gives notices.
 *
 * It looks at this isolate's copy, as decisions do: a notice that came before the copy would make clients ask for what is still the old.
 *
 * @param lastSeen the id of the last event a listener had before its connection broke
 */
export async function* changeNotices(
  site: PublishedSite,
  lastSeen: string | null,
  { tick, look }: Following,
): AsyncGenerator<string> {
  let seen = lastSeen !== null && /^\d{1,9}$/.test(lastSeen) ? Number(lastSeen) : site.version;
  for (let now: PublishedSite | null = site; now?.config.site.changeNotices; now = await look()) {
    yield now.version > seen ? eventOf(now) : ": still here\n\n";
    seen = Math.max(seen, now.version);
    await tick();
  }
}

/** The bytes of such a stream, as its listener takes them. */
export function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel() {
      // Not waited for: it ends with the wait it is in.
      void texts.return(undefined);
    },
  });
}

/** The model's number is what a copy of the configuration can be asked to be as new as. */
function eventOf({ version, model }: PublishedSite): string {
  const data: ChangeNotice = { type: "refetchEvaluation", etag: `"${model.version}"` };
  return `id: ${version}\ndata: ${JSON.stringify(data)}\n\n`;
}
