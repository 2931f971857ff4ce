import type { Command } from "./terminal/command.ts";

/** `npm start`. */
export const startCommand: Command = {
  name: "start",
  summary: "runs the Worker on this machine",
  help: "",
  run: async () => 0,
};
