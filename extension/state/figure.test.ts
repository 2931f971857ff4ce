import { describe, expect, it } from "vitest";
import type { Answer } from "../remote/callWorker.ts";
import { createFigure } from "./figure.ts";

describe("createFigure", () => {
  it("keeps what was last known while nobody answers, and says why", async () => {
    const answers: Answer<number>[] = [
      { ok: true, value: 1 },
      { ok: false, trouble: "unreachable" },
    ];
    const figure = createFigure<unknown, string>("a", async () => answers.shift() ?? { ok: false, trouble: "unknown" });
    await figure.refresh();
    const { at } = figure.known.value;
    await figure.refresh();
    expect(figure.known.value).toEqual({ value: 1, at, trouble: "unreachable" });
    expect(at).not.toBeNull();
  });

  it("forgets what was last known where the token is good no more", async () => {
    const answers: Answer<number>[] = [
      { ok: true, value: 1 },
      { ok: false, trouble: "refused" },
    ];
    const figure = createFigure<unknown, string>("a", async () => answers.shift() ?? { ok: false, trouble: "unknown" });
    await figure.refresh();
    await figure.refresh();
    expect(figure.known.value).toEqual({ value: null, at: null, trouble: "refused" });
  });

  it("forgets the answer to another question", async () => {
    const figure = createFigure<unknown, string>("a", async (query: string) =>
      query === "a" ? { ok: true as const, value: 1 } : { ok: false as const, trouble: "unreachable" as const },
    );
    await figure.refresh();
    await figure.ask("b");
    expect(figure.known.value).toEqual({ value: null, at: null, trouble: "unreachable" });
  });

  it("drops an answer that a later question overtook", async () => {
    const waiting = new Map<string, (answer: Answer<string>) => void>();
    const figure = createFigure<string, string>(
      "a",
      (query: string) => new Promise<Answer<string>>((done) => waiting.set(query, done)),
    );
    const asked = [figure.refresh(), figure.ask("b")];
    waiting.get("b")?.({ ok: true, value: "to b" });
    waiting.get("a")?.({ ok: true, value: "to a" });
    await Promise.all(asked);
    expect(figure.known.value.value).toBe("to b");
  });
});
