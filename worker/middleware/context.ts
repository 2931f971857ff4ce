import type { Family } from "#shared/figures/answers";
import type { Decided } from "../journeys/decideFor.ts";
import type { Dialect } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import type { Credential } from "./credential.ts";

/** What a request gathers on its way to a route. */
export interface AppEnv {
  Bindings: Env;
  Variables: {
    /** Who asks; set once `allow` or `admit` has let the request pass. */
    credential: Credential;
    /** The site that is asked about, as published; set wherever the path or the key names one. */
    site: PublishedSite;
    /** How failures are told; absent: `problem`. */
    dialect: Dialect | undefined;
    /** An answer that was made with all its headers. A set of such, however weak, would keep each until the next full collection. */
    answered: Response | undefined;
    /** How what was asked for was decided; absent: nothing was. */
    decided: Decided["by"] | undefined;
    /** As what the request is counted, where its path does not say. */
    family: Family | undefined;
  };
}
