import { readConfig } from "#shared/config/readConfig";
import { configCalls } from "#shared/wire/config";
import { type ExplainedSlotAnswer, explainCalls } from "#shared/wire/explain";
import type { PageSlot, PageSlots } from "../messages.ts";
import { type Answer, type Connection, callWorker } from "../remote/callWorker.ts";
import { pageSlotOf } from "./pageSlot.ts";

/** Live messages come in bursts. */
const SETTLE_MS = 250;
const RETRY_MS = 5_000;

/** Keeps what one overlay shows of its page's slots in step with the Worker; asks nothing while nobody looks at them. */
export class FollowedSlots {
  readonly #connection: Connection;
  readonly #id: string;
  readonly #pageAddress: () => Promise<string | null>;
  readonly #show: (slots: PageSlots | null) => void;
  #keys: readonly string[] | null = null;
  #shown: PageSlots | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Of the last question: an answer to an earlier one is late. */
  #asked = 0;

  /** @param pageAddress where the page is now; null: on no page of the site */
  constructor(
    connection: Connection,
    anonymousId: string,
    pageAddress: () => Promise<string | null>,
    show: (slots: PageSlots | null) => void,
  ) {
    this.#connection = connection;
    this.#id = anonymousId;
    this.#pageAddress = pageAddress;
    this.#show = show;
  }

  /** From now on these are looked at, on the page as it is now; null: none is. */
  want(keys: readonly string[] | null): void {
    this.#keys = keys;
    if (keys === null) this.forget();
    else void this.#read(keys);
  }

  /** Something has changed: what is looked at is read again, once that has settled. */
  refresh(): void {
    this.#readIn(SETTLE_MS);
  }

  /** What was shown is not true any more, or not looked at. */
  forget(): void {
    this.#stop();
    if (this.#shown !== null) this.#show(null);
    this.#shown = null;
  }

  end(): void {
    this.#stop();
    this.#keys = null;
  }

  #stop(): void {
    this.#asked += 1;
    clearTimeout(this.#timer);
  }

  #readIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keys !== null && void this.#read(this.#keys), ms);
  }

  async #read(keys: readonly string[]): Promise<void> {
    this.#stop();
    const asked = this.#asked;
    const answer = await this.#ask(keys);
    if (asked !== this.#asked) return;
    // What was read stays to be seen while the connection is away.
    const last = this.#shown ?? { places: [], explained: {} };
    this.#shown = answer.ok ? answer.value : { ...last, trouble: answer.trouble };
    this.#show(this.#shown);
    if (!answer.ok && answer.trouble === "unreachable") this.#readIn(RETRY_MS);
  }

  async #ask(keys: readonly string[]): Promise<Answer<PageSlots>> {
    const [config, url] = await Promise.all([callWorker(this.#connection, configCalls.get), this.#pageAddress()]);
    if (!config.ok) return config;
    // Read as the Worker reads it: schedules by the site's clocks, content from the library.
    const { slots, segments } = readConfig(config.value.config)?.config ?? config.value.config;
    const places = slots.map(({ key, selector }) => ({ key, selector }));
    const looked = url === null ? [] : slots.filter(({ key }) => keys.includes(key));
    const answers = await Promise.all(looked.map((slot) => this.#explain(slot.key, url ?? "")));
    const explained: Record<string, PageSlot> = {};
    for (const [index, slot] of looked.entries()) {
      const answer = answers[index];
      if (answer === undefined || !answer.ok) {
        if (answer?.trouble === "unknown") continue;
        return answer ?? { ok: false, trouble: "unreadable" };
      }
      const keysOfSegments = segments.map(({ key }) => key);
      explained[slot.key] = pageSlotOf(slot, answer.value, keysOfSegments, Date.now());
    }
    return { ok: true, value: { places, explained, trouble: null } };
  }

  async #explain(slot: string, url: string): Promise<Answer<ExplainedSlotAnswer>> {
    const asked = { params: { id: this.#id }, query: { slot, url } };
    const answer = await callWorker(this.#connection, explainCalls.explain, asked);
    if (!answer.ok) return answer;
    return "slot" in answer.value ? { ok: true, value: answer.value } : { ok: false, trouble: "unreadable" };
  }
}
