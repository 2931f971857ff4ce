import { DurableObject } from "cloudflare:workers";
import { countRows } from "../countedStore.ts";
import { type Text, textOf, valueIn } from "./asText.ts";
import { type LogRequest, logPage } from "./logPage.ts";
import type { VisitorState } from "./visitorLog.ts";
import { type LogPart, type TakenPart, VisitorStore } from "./visitorStore.ts";

/** A visitor's log, as it goes into a backup and comes out of one. */
export abstract class VisitorCopy extends DurableObject<Env> {
  protected readonly id: string;
  protected readonly store: VisitorStore;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.id = ctx.id.toString();
    countRows(ctx.storage);
    this.store = new VisitorStore(ctx.storage);
  }

  /** A `LogPage`, or null, in JSON. */
  async backup(request: LogRequest): Promise<string> {
    return textOf(logPage(this.store, request));
  }

  /** Takes a part of a log from a backup, unless somebody with a life of their own is here. */
  async restore(part: Text<LogPart>): Promise<TakenPart> {
    const taken = this.store.restore(valueIn(part));
    if (taken === "taken") this.keep(null);
    return taken;
  }

  /** Whether whoever was here has been erased since an instant: no earlier copy of them may live. */
  async isErasedSince(at: number): Promise<boolean> {
    return this.store.isErasedSince(at);
  }

  /** Takes the state that the store now holds; null: it is read when it is asked for. */
  protected abstract keep(state: VisitorState | null): void;
}
