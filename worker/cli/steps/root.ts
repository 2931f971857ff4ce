import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder: commands work from wherever they are called. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** A path of the project as the system writes it. */
export const inRoot = (...parts: readonly string[]): string => join(ROOT, ...parts);
