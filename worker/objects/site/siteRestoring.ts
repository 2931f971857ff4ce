import type { SiteLine } from "#shared/wire/backup";
import type { RestorationRow, SitePlace } from "./copyStore.ts";
import { firstSecrets, textsOf } from "./opening.ts";
import {
  type OpenedRestored,
  type OpenRestoredOrder,
  openRestored,
  type RestoreRefusal,
  type RestoringStores,
  type TakeOrder,
  takeLines,
} from "./restoring.ts";
import type { SiteRow } from "./siteStore.ts";

/** Lines of a backup to be taken, or up to which of them visitors live again. */
export type RestoreOrder = { readonly take: TakeOrder } | { readonly woken: number };

/** How far a restoration has come, or why it does not go on. */
export type RestoreOutcome = RestorationRow | { readonly refused: RestoreRefusal };

/** A site's way into a backup and out of one. */
export class SiteRestoring {
  readonly #storage: DurableObjectStorage;
  readonly #stores: RestoringStores;

  constructor(storage: DurableObjectStorage, stores: RestoringStores) {
    this.#storage = storage;
    this.#stores = stores;
  }

  /** The site as it is held, and the next rows of a kind; of none: null. */
  page(place: SitePlace | null, upTo: number): { readonly held: SiteRow | null; readonly lines: SiteLine[] } {
    const { site, audit, copies } = this.#stores;
    audit.end();
    return { held: site.site(), lines: place === null ? [] : copies.page(place, upTo) };
  }

  restore(order: RestoreOrder, now: number): RestoreOutcome {
    const { copies } = this.#stores;
    // Either all of these lines or none.
    const refused = this.#storage.transactionSync(() => {
      if ("take" in order) return takeLines(this.#stores, order.take, now);
      copies.advance(order);
      return null;
    });
    return refused === null ? (copies.restoration() ?? { refused: "unknown" }) : { refused };
  }

  /** @param decide runs a change in a transaction that owes KV the outcome */
  async open(
    order: Omit<OpenRestoredOrder, "secrets">,
    now: number,
    decide: (change: () => OpenedRestored) => OpenedRestored,
  ) {
    const secrets = await firstSecrets(this.#stores.site.site()?.key ?? "");
    const opened = decide(() => openRestored(this.#stores, { ...order, secrets }, now));
    return { opened, secrets: "isNew" in opened && opened.isNew ? textsOf(secrets) : null };
  }
}
