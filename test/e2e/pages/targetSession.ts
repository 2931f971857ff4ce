import type { CDPSession } from "@playwright/test";

/** A conversation with what Playwright does not see as a page: a popup, a service worker. */
export class TargetSession {
  readonly #cdp: CDPSession;
  readonly #sessionId: string;
  #calls = 0;

  private constructor(cdp: CDPSession, sessionId: string) {
    this.#cdp = cdp;
    this.#sessionId = sessionId;
  }

  /** @param cdp the browser's own */
  static async to(cdp: CDPSession, targetId: string): Promise<TargetSession> {
    const { sessionId } = await cdp.send("Target.attachToTarget", { targetId, flatten: false });
    return new TargetSession(cdp, sessionId);
  }

  /** @throws Error what the protocol has against it */
  async send<T>(method: string, params: object = {}): Promise<T> {
    this.#calls += 1;
    const id = this.#calls;
    const answer = new Promise<T>((resolve, reject) => {
      const hear = ({ sessionId, message }: { sessionId: string; message: string }) => {
        const heard = JSON.parse(message);
        if (sessionId !== this.#sessionId || heard.id !== id) return;
        this.#cdp.off("Target.receivedMessageFromTarget", hear);
        if (heard.error) reject(new Error(heard.error.message));
        else resolve(heard.result);
      };
      this.#cdp.on("Target.receivedMessageFromTarget", hear);
    });
    await this.#cdp.send("Target.sendMessageToTarget", {
      sessionId: this.#sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    return answer;
  }
}
