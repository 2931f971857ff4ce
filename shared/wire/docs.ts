import * as v from "valibot";
import { call } from "./call.ts";

export const docsCalls = {
  health: call({
    method: "GET",
    path: "/healthz",
    summary: "Says that the Worker answers.",
    access: "open",
    answer: v.object({ status: v.literal("ok") }),
  }),
};
