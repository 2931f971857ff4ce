import type { KeyKind } from "#shared/wire/keys";
import { log } from "../../log.ts";
import { type PublishedDocument, publish, withdraw } from "../../publishedStore.ts";
import type { CredentialStore } from "./credentialStore.ts";
import type { SiteModels } from "./siteModels.ts";
import type { SiteStore } from "./siteStore.ts";

interface Sources {
  readonly site: SiteStore;
  readonly credentials: CredentialStore;
  readonly models: SiteModels;
}

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
const LOST_MS = 60_000;

/** Brings what the site has decided to KV: durable first, and again until it is there. */
export class SiteOutbox {
  readonly #ctx: DurableObjectState;
  readonly #env: Env;
  readonly #from: Sources;
  #running: Promise<void> = Promise.resolve();
  #retryAt: number | null = null;
  /** In memory alone: what a crash forgets costs KV a write. */
  #lostAt = Number.NEGATIVE_INFINITY;

  constructor(ctx: DurableObjectState, env: Env, from: Sources) {
    this.#ctx = ctx;
    this.#env = env;
    this.#from = from;
  }

  /** Notes, in the transaction under way, that KV is behind; the alarm sees to it should all else fail. */
  owe(now: number): void {
    this.#from.site.owe();
    this.#retryAt = now + FIRST_RETRY_MS;
    void this.#ctx.storage.setAlarm(this.#retryAt);
  }

  /** Whether KV is to be told once more, as somebody has found nothing there: once a minute at most. */
  isLost(now: number): boolean {
    if (now - this.#lostAt < LOST_MS) return false;
    this.#lostAt = now;
    return true;
  }

  /** When KV is to be tried again; null: it is up to date. */
  retryAt(now: number): number | null {
    return this.#from.site.owed() ? (this.#retryAt ?? now) : null;
  }

  /** Brings KV up to date. One run after another: an earlier document must not land on a later one. Never rejects. */
  deliver(): Promise<void> {
    this.#running = this.#running.then(() => this.#deliverOnce());
    return this.#running;
  }

  /** What KV should hold; null: nothing, as the site is closed. */
  document(now: number): PublishedDocument | null {
    return this.#from.site.site()?.closedAt === null ? this.#lastDocument(now) : null;
  }

  /** The last that was published of a site that is closed; null: it is not. */
  closedText(now: number): string | null {
    const closedAt = this.#from.site.site()?.closedAt ?? null;
    const document = closedAt === null ? null : this.#lastDocument(now);
    return document && JSON.stringify(document);
  }

  #lastDocument(now: number): PublishedDocument | null {
    const { site, credentials, models } = this.#from;
    const row = site.site();
    const version = site.current();
    const content = site.body(version);
    if (!row || !content) return null;
    const keys = credentials.keysAt(now);
    const valuesOf = (kind: KeyKind) => keys.filter((key) => key.kind === kind).map((key) => key.value);
    const ends = keys.flatMap(({ value, endsAt }) => (endsAt === null ? [] : [[value, endsAt] as const]));
    const [salts, secrets] = [valuesOf("decision"), valuesOf("identity")];
    const config: unknown = JSON.parse(content.body);
    const published = {
      writeKeys: valuesOf("write"),
      serverKeyDigests: valuesOf("server"),
      ...(salts.length > 0 && { decisionSalts: salts }),
      ...(secrets.length > 0 && { identitySecrets: secrets }),
      ...(ends.length > 0 && { keyEnds: Object.fromEntries(ends) }),
    };
    return { key: row.key, version, config, model: models.current(), ...published };
  }

  /** What KV should hold, as the text it is kept as. */
  text(now: number): string | null {
    const document = this.document(now);
    return document && JSON.stringify(document);
  }

  async #deliverOnce(): Promise<void> {
    const { site } = this.#from;
    const owed = site.owed();
    const row = site.site();
    if (!owed || !row) return;
    try {
      const document = this.document(Date.now());
      await (document ? publish(this.#env, document, row.name) : withdraw(this.#env, row.key));
      site.settle(owed.id);
      this.#retryAt = null;
    } catch (error) {
      log("publishing-failed", { site: row.key, count: owed.tries + 1 }, error);
      site.noteFailure();
      this.#retryAt = Date.now() + Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** owed.tries);
    }
  }
}
