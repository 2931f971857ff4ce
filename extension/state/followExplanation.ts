import { type ExplanationAnswer, explainCalls } from "#shared/wire/explain";
import type { Explained, Wanted } from "../messages.ts";
import { type Answer, type Connection, callWorker } from "../remote/callWorker.ts";

const RETRY_MS = 5_000;

/** Keeps the explanation that one overlay looks at in step with the Worker; asks for none that nobody looks at. */
export class FollowedExplanation {
  readonly #connection: Connection;
  readonly #params: { readonly id: string };
  readonly #show: (explained: Explained | null) => void;
  #wanted: Wanted | null = null;
  #answer: ExplanationAnswer | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #hasShown = false;
  /** Of the last question: an answer to an earlier one is late. */
  #asked = 0;

  constructor(connection: Connection, anonymousId: string, show: (explained: Explained | null) => void) {
    this.#connection = connection;
    this.#params = { id: anonymousId };
    this.#show = show;
  }

  /** From now on this is looked at, or nothing. */
  want(wanted: Wanted | null): void {
    const isSame = wanted?.event === this.#wanted?.event;
    this.#wanted = wanted;
    if (wanted === null) this.forget();
    else if (!isSame) void this.#read(wanted);
  }

  /** Something has changed: what is looked at is read again. */
  refresh(): void {
    if (this.#wanted !== null) void this.#read(this.#wanted);
  }

  /** What was explained is not true any more, or not looked at. */
  forget(): void {
    this.#asked += 1;
    clearTimeout(this.#timer);
    this.#answer = null;
    if (this.#hasShown) this.#show(null);
    this.#hasShown = false;
  }

  end(): void {
    this.#asked += 1;
    this.#wanted = null;
    clearTimeout(this.#timer);
  }

  async #read(wanted: Wanted): Promise<void> {
    clearTimeout(this.#timer);
    this.#asked += 1;
    const asked = this.#asked;
    const answer = await this.#ask(wanted);
    if (asked !== this.#asked) return;
    this.#hasShown = true;
    if (answer.ok) this.#answer = answer.value;
    this.#show({ wanted, answer: this.#answer, trouble: answer.ok ? null : answer.trouble });
    if (!answer.ok && answer.trouble === "unreachable")
      this.#timer = setTimeout(() => void this.#read(wanted), RETRY_MS);
  }

  async #ask({ event }: Wanted): Promise<Answer<ExplanationAnswer>> {
    const answer = await this.#call(event === null ? {} : { event });
    // An event that is not kept any more must not hide what is known of the visitor.
    return !answer.ok && answer.trouble === "unknown" && event !== null ? this.#call({}) : answer;
  }

  async #call(query: Readonly<Record<string, string>>): Promise<Answer<ExplanationAnswer>> {
    const answer = await callWorker(this.#connection, explainCalls.explain, { params: this.#params, query });
    if (!answer.ok) return answer;
    return "segment" in answer.value ? { ok: true, value: answer.value } : { ok: false, trouble: "unreadable" };
  }
}
