import { styleText } from "node:util";

/** How far a long job is. */
export interface Step {
  /** From 0 to 1. */
  readonly share: number;
  readonly rows: number;
  readonly perSecond: number;
}

export interface Progress {
  readonly show: (step: Step) => void;
  /** Leaves the terminal on a fresh line. */
  readonly end: () => void;
}

/** The part of a terminal that progress needs. */
export interface Output {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

export interface ProgressOptions {
  readonly label: string;
  readonly output: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
}

const WIDTH = 24;
const REDRAW_MS = 100;
const LINE_EVERY_SHARE = 0.1;
const LINE_EVERY_MS = 15_000;

/** A bar that redraws itself on a terminal; elsewhere a line for every tenth, or every 15 seconds. */
export function createProgress(options: ProgressOptions): Progress {
  const { output, env } = options;
  return output.isTTY && env["TERM"] !== "dumb" && !env["CI"] ? bar(options) : lines(options);
}

function bar({ label, output, env, now }: ProgressOptions): Progress {
  const colour = (text: string) => (env["NO_COLOR"] ? text : styleText("cyan", text, { validateStream: false }));
  let drawnAt = Number.NEGATIVE_INFINITY;
  let last: Step | null = null;
  const draw = (step: Step) => {
    const full = Math.round(step.share * WIDTH);
    const filled = `${colour("█".repeat(full))}${"░".repeat(WIDTH - full)}`;
    output.write(`\r\u001b[K${label} ${filled} ${textOf(step)}`);
    drawnAt = now();
    last = null;
  };
  return {
    show: (step) => {
      last = step;
      if (now() - drawnAt >= REDRAW_MS) draw(step);
    },
    end: () => {
      if (last) draw(last);
      if (drawnAt > Number.NEGATIVE_INFINITY) output.write("\n");
    },
  };
}

function lines({ label, output, now }: ProgressOptions): Progress {
  let next = LINE_EVERY_SHARE;
  let saidAt = now();
  return {
    show: (step) => {
      if (step.share < next && now() - saidAt < LINE_EVERY_MS) return;
      output.write(`${label} ${textOf(step)}\n`);
      next = Math.floor(step.share / LINE_EVERY_SHARE + 1.000001) * LINE_EVERY_SHARE;
      saidAt = now();
    },
    end: () => {},
  };
}

function textOf({ share, rows, perSecond }: Step): string {
  return `${String(Math.floor(share * 100)).padStart(3)} %  ${countOf(rows)} rows  ${countOf(perSecond)} rows/s`;
}

/** A whole number with its thousands apart. */
export function countOf(value: number): string {
  return Math.round(value).toLocaleString("en-GB");
}
