import { configCalls } from "#shared/wire/config";
import type { LiveMessage } from "#shared/wire/live";
import { type Visitor, visitorCalls } from "#shared/wire/visitors";
import type { Shown, Trouble, Wanted } from "../messages.ts";
import { type Connection, callWorker } from "../remote/callWorker.ts";
import { type SocketTurn, watchVisitor } from "../remote/watchVisitor.ts";
import { applyLive } from "./applyLive.ts";
import { FollowedExplanation } from "./followExplanation.ts";
import { siteFactsOf } from "./siteFacts.ts";

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 20_000;
/** Live messages come in bursts: an order changes scores and segment at once. */
const SETTLE_MS = 250;
/** An answer that a live message overtook is asked for again, but not for ever. */
const MOST_TRIES = 3;

/** These pass by themselves; the others wait for the marketer. */
const PASSING: readonly Trouble[] = ["unknown", "unreachable"];

const NOTHING = { visitor: null, history: null, events: null };
type Followed = Pick<Shown, "visitor" | "history" | "events">;

/** Keeps what one overlay shows of one visitor in step with the Worker, from the background. */
export class FollowedVisitor {
  readonly #connection: Connection;
  readonly #params: { readonly id: string };
  readonly #show: (changes: Partial<Shown>) => void;
  readonly #explanation: FollowedExplanation;
  #followed: Followed = NOTHING;
  #factsVersion: number | null = null;
  #endSocket: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #messages = 0;
  #wantsDetails: boolean;
  #hasDetails = false;
  #isReading = false;
  #isStale = false;
  #isEnded = false;

  /** @param wantsDetails whether history and events are wanted as well */
  constructor(
    connection: Connection,
    anonymousId: string,
    wantsDetails: boolean,
    show: (changes: Partial<Shown>) => void,
  ) {
    this.#connection = connection;
    this.#params = { id: anonymousId };
    this.#wantsDetails = wantsDetails;
    this.#show = show;
    this.#explanation = new FollowedExplanation(connection, anonymousId, (explained) => show({ explained }));
  }

  /** Reads what is wanted, now or as soon as the reading under way is done. */
  async read(): Promise<void> {
    this.#isStale = true;
    if (this.#isReading) return;
    this.#isReading = true;
    clearTimeout(this.#timer);
    for (let tries = 1; this.#isStale && !this.#isEnded; tries += 1) {
      this.#isStale = false;
      await this.#readOnce(tries >= MOST_TRIES);
    }
    this.#isReading = false;
  }

  /** From now on history and events are wanted, or not. */
  detail(wantsDetails: boolean): void {
    this.#wantsDetails = wantsDetails;
    if (wantsDetails && !this.#hasDetails) void this.read();
  }

  /** From now on an explanation is wanted, or none. */
  explain(wanted: Wanted | null): void {
    this.#explanation.want(wanted);
  }

  end(): void {
    this.#isEnded = true;
    this.#explanation.end();
    clearTimeout(this.#timer);
    this.#endSocket?.();
  }

  async #readOnce(isLastTry: boolean): Promise<void> {
    const messages = this.#messages;
    const visitor = await callWorker(this.#connection, visitorCalls.get, { params: this.#params });
    if (this.#isEnded) return;
    if (!visitor.ok) return this.#failed(visitor.trouble);
    if (messages !== this.#messages && !isLastTry) {
      this.#isStale = true;
      return;
    }
    this.#failures = 0;
    this.#know(visitor.value);
    this.#explanation.refresh();
    await Promise.all([this.#readFacts(visitor.value.modelVersion), this.#readDetails()]);
  }

  #know(visitor: Visitor): void {
    const isAnother = this.#followed.visitor?.id !== visitor.id;
    this.#tell({ visitor }, { standing: "known" });
    if (!isAnother) return;
    this.#hasDetails = false;
    this.#watch(visitor.id);
  }

  async #readDetails(): Promise<void> {
    if (!this.#wantsDetails || this.#hasDetails) return;
    const asked = { params: this.#params };
    const messages = this.#messages;
    const [history, events] = await Promise.all([
      callWorker(this.#connection, visitorCalls.history, asked),
      callWorker(this.#connection, visitorCalls.events, asked),
    ]);
    if (this.#isEnded) return;
    if (!history.ok) return this.#failed(history.trouble);
    if (!events.ok) return this.#failed(events.trouble);
    this.#hasDetails = messages === this.#messages;
    if (!this.#hasDetails) this.#isStale = true;
    this.#tell({ history: history.value, events: events.value.events });
  }

  async #readFacts(modelVersion: number): Promise<void> {
    if (this.#factsVersion === modelVersion) return;
    const answer = await callWorker(this.#connection, configCalls.get);
    // Without them segments go by their own names and money without its sign: nothing to trouble the marketer with.
    if (this.#isEnded || !answer.ok) return;
    this.#factsVersion = modelVersion;
    this.#show({ facts: siteFactsOf(answer.value.config) });
  }

  #failed(trouble: Trouble): void {
    // What was read stays to be seen while the connection is away, but not the data of a visitor who is gone.
    if (trouble === "unreachable") this.#show({ standing: trouble });
    else {
      this.#endSocket?.();
      this.#endSocket = null;
      this.#hasDetails = false;
      this.#explanation.forget();
      this.#tell(NOTHING, { standing: trouble, isLive: false });
    }
    if (!PASSING.includes(trouble)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => void this.read(),
      Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 1.5 ** this.#failures),
    );
    this.#failures += 1;
  }

  #watch(visitorId: string): void {
    this.#endSocket?.();
    this.#endSocket = watchVisitor(this.#connection, visitorId, {
      onTurn: (turn) => this.#turned(turn),
      onMessage: (message) => {
        this.#messages += 1;
        if (isLate(this.#followed, message)) this.#hasDetails = false;
        this.#tell(applyLive(this.#followed, message));
        this.#readSoon();
      },
    });
  }

  /** What the socket missed before it opened, and why it was lost, a read tells. */
  #turned(turn: SocketTurn): void {
    this.#hasDetails = false;
    this.#show({ isLive: turn === "open" });
    if (turn === "moved") this.#followed = { ...this.#followed, visitor: null };
    this.#readSoon();
  }

  #readSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.read(), SETTLE_MS);
  }

  #tell(changes: Partial<Followed>, also: Partial<Shown> = {}): void {
    this.#followed = { ...this.#followed, ...changes };
    this.#show({ ...changes, ...also });
  }
}

/** Whether a message tells of something before what is known: then it may change all that was after. */
function isLate({ events }: Followed, { at }: LiveMessage): boolean {
  const newest = events?.[0];
  return newest !== undefined && Date.parse(at) < Date.parse(newest.at);
}
