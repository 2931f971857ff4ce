const REFUSED_MS = 3_600_000;
const MOST = 100;

/** User ids that were not to be taken: for an hour nobody is asked about them again. */
export class RefusedIds {
  readonly #until = new Map<string, number>();

  add(userId: string, now: number): void {
    if (this.#until.size >= MOST) this.#until.clear();
    this.#until.set(userId, now + REFUSED_MS);
  }

  has(userId: string, now: number): boolean {
    return (this.#until.get(userId) ?? 0) > now;
  }
}
