import { afterEach, expect, it, vi } from "vitest";
import { fetchOrigin } from "./fetchOrigin.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const page = new Request("https://origin.example/");

it("answers as the server does, and says so where it cannot be reached or does not begin in time", async () => {
  const fetched = vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response("hello"));
  expect(await (await fetchOrigin(page)).text()).toBe("hello");
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  fetched.mockRejectedValue(new Error("on purpose"));
  await expect(fetchOrigin(page)).rejects.toMatchObject({ kind: "bad-gateway" });
  fetched.mockReturnValue(new Promise(() => {}));
  await expect(fetchOrigin(page, 1)).rejects.toMatchObject({ kind: "gateway-timeout" });
});
