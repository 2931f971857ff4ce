import { expect, it } from "vitest";
import { runCommand } from "./runCommand.ts";

it("answers what a command said, and whether it went well", async () => {
  expect(await runCommand("node -p 1+1")).toEqual({ ok: true, output: "2\n" });
  expect((await runCommand("node -e process.exit(3)")).ok).toBe(false);
});

it("names a command that there is not", async () => {
  const { ok, output } = await runCommand("no-such-command --at-all");
  expect(ok).toBe(false);
  expect(output).toContain("no-such-command");
});

it("ends one that hangs, and says so", async () => {
  const { ok, output } = await runCommand("node -e setInterval(Boolean,1000)", 500);
  expect(ok).toBe(false);
  expect(output).toContain("ended after 0.5 s, in which it had not");
});
