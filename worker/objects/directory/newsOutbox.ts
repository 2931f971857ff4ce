import type { PopulationSize } from "#shared/scoring/populationCuts";
import { log } from "../../log.ts";
import { siteStub } from "../stubs.ts";

/** A hundredth more or fewer is news; of the few, one. */
const NEWS_SHARE = 0.01;
/** A site's shards hold no hundred together while each has fewer than this. */
const FEWEST = 10;

/** Tells the site's object when a shard's population has moved, so that cuts follow. What is lost in a crash the next hour makes good. */
export class NewsOutbox {
  readonly #env: Env;
  #site: string | null = null;
  #told: PopulationSize = { visitors: 0, customers: 0 };

  constructor(env: Env) {
    this.#env = env;
  }

  /** Whether a size is worth telling. */
  isNews(site: string, size: PopulationSize): boolean {
    this.#site = site;
    return size.visitors >= FEWEST && this.#moved(size);
  }

  /** Tells it, if it still is. False: later again. */
  async tell(size: PopulationSize): Promise<boolean> {
    if (this.#site === null || size.visitors < FEWEST || !this.#moved(size)) return true;
    try {
      await siteStub(this.#env, this.#site).populationMoved();
      this.#told = size;
      return true;
    } catch (error) {
      log("population-untold", { site: this.#site }, error);
      return false;
    }
  }

  #moved({ visitors, customers }: PopulationSize): boolean {
    const isMove = (from: number, to: number) => Math.abs(to - from) >= Math.max(1, NEWS_SHARE * from);
    return isMove(this.#told.visitors, visitors) || isMove(this.#told.customers, customers);
  }
}
