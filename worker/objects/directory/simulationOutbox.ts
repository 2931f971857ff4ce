import { visitorById } from "../stubs.ts";

/** Visitors asked at once. */
const AT_ONCE = 50;

type Ask = Parameters<NonNullable<ReturnType<typeof visitorById>>["simulate"]>[0];

/** How many go from one segment to another. */
export interface SimulatedMoves {
  readonly from: string;
  readonly to: string;
  readonly visitors: number;
}

/** Asks visitors where they would be under a draft; nothing is stored anywhere. */
export class SimulationOutbox {
  readonly #env: Env;

  constructor(env: Env) {
    this.#env = env;
  }

  /** @throws where a visitor does not answer: a forecast that leaves people out is none */
  async moves(ids: readonly string[], request: Ask): Promise<SimulatedMoves[]> {
    const moves = new Map<string, SimulatedMoves>();
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const asked = ids.slice(start, start + AT_ONCE).map((id) => visitorById(this.#env, id)?.simulate(request));
      for (const answer of await Promise.all(asked)) {
        if (answer?.kind !== "found") continue;
        const { from, to } = answer.found;
        const key = `${from} ${to}`;
        moves.set(key, { from, to, visitors: (moves.get(key)?.visitors ?? 0) + 1 });
      }
    }
    return [...moves.values()];
  }
}
