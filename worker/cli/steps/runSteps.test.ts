import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Failure } from "../failure.ts";
import { runSteps } from "./runSteps.ts";
import { callStep, commandStep } from "./step.ts";

const said: string[] = [];
beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation((line) => said.push(String(line)));
});
afterEach(() => {
  said.length = 0;
  vi.restoreAllMocks();
});

const passes = callStep("passes", async () => "unsaid");
const fails = callStep("fails", () => Promise.reject(new Failure("what is wrong")));

describe("runSteps", () => {
  it("goes on after a failure, and says all that is wrong at the end", async () => {
    const counted = { name: "tests", run: async () => ({ ok: true, output: "", tests: { passed: 5, failed: 0 } }) };
    const report = await runSteps([[fails], [passes, counted], [fails]]);
    expect(report).toEqual({ ok: false, passed: 5, failed: 2 });
    expect(said.slice(-2)).toEqual(["\n── fails ──\nwhat is wrong", "\n── fails ──\nwhat is wrong"]);
    expect(said.join("\n")).not.toContain("unsaid");
  });

  it("counts a runner's failed tests, not the runner beside them", async () => {
    const counted = { name: "tests", run: async () => ({ ok: false, output: "", tests: { passed: 5, failed: 3 } }) };
    expect(await runSteps([[counted]])).toEqual({ ok: false, passed: 5, failed: 3 });
  });
});

describe("commandStep", () => {
  it("stops at the first command that fails, with what it said", async () => {
    const outcome = await commandStep("two", "node --no-such-option", "node --version").run();
    expect(outcome.ok).toBe(false);
    expect(outcome.output).toContain("--no-such-option");
    expect(outcome.output).not.toContain(process.version);
  });

  it("fails with the name of a command that is not there", async () => {
    const { ok, output } = await commandStep("none", "no-such-command-of-ours").run();
    expect([ok, output]).toEqual([false, expect.stringContaining("no-such-command-of-ours")]);
  });
});
