import type { VisitorRow } from "#shared/figures/row";
import { log } from "../../log.ts";
import { siteStub, visitorById } from "../stubs.ts";
import type { Walk, WalkStore } from "./walkStore.ts";

/** Visitors asked at once: more only queue up in front of the objects. */
const AT_ONCE = 50;
/** Visitors between two reports, and two alarms: an invocation may make ten thousand calls. */
const A_STRETCH = 500;

/** Brings a shard's visitors to a new model, each asked once, in batches that a crash repeats. */
export class WalkOutbox {
  readonly #env: Env;
  readonly #store: WalkStore;
  readonly #deliver: (site: string, rows: readonly VisitorRow[]) => Promise<void>;

  /** @param deliver takes rows in, where they are newer than what is held */
  constructor(env: Env, store: WalkStore, deliver: (site: string, rows: readonly VisitorRow[]) => Promise<void>) {
    this.#env = env;
    this.#store = store;
    this.#deliver = deliver;
  }

  /** Whether a walk is under way. */
  isWalking(): boolean {
    return this.#store.walk() !== null;
  }

  /** Goes one stretch further. False: something failed, later again. */
  async go(): Promise<boolean> {
    try {
      await this.#stretch();
      return true;
    } catch (error) {
      log("walk-failed", {}, error);
      return false;
    }
  }

  async #stretch(): Promise<void> {
    const begun = this.#store.walk();
    if (begun === null) return;
    for (let asked = 0; asked < A_STRETCH; asked += AT_ONCE) {
      const walk = this.#store.walk();
      if (walk === null || walk.model !== begun.model) return;
      const ids = this.#store.next(walk, AT_ONCE);
      const last = ids.at(-1);
      if (last === undefined) return await this.#end(walk);
      await this.#deliver(walk.site, await this.#ask(walk, ids));
      this.#store.advance(walk, last, ids.length);
    }
    const { shard, model, done, total, site } = this.#store.walk() ?? begun;
    await siteStub(this.#env, site).rescored({ shard, model, done, total, finishedAt: null });
  }

  async #end(walk: Walk): Promise<void> {
    const { site, shard, model, done, total } = walk;
    await siteStub(this.#env, site).rescored({ shard, model, done, total, finishedAt: Date.now() });
    this.#store.end(walk);
  }

  /** How the visitors stand under the model. One who does not answer follows at their own next event or alarm. */
  async #ask({ site, model }: Walk, ids: readonly string[]): Promise<VisitorRow[]> {
    const request = { site, version: model, now: Date.now() };
    const answers = await Promise.allSettled(ids.map((id) => visitorById(this.#env, id)?.rescore(request)));
    return answers.flatMap((answer) => {
      if (answer.status === "fulfilled") return answer.value ?? [];
      log("rescoring-failed", { site }, answer.reason);
      return [];
    });
  }
}
