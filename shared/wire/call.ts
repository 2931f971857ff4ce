import type { GenericSchema } from "valibot";

/** Who may make a call. `open`: nobody is asked; `site`: a write or server key; `server`: a server key, or a marketer with the role `viewer` or more; the rest name the least role. */
export type Access = "open" | "site" | "server" | "viewer" | "editor" | "admin" | "import" | "root";

/** One call of the HTTP interface, declared once: routes, OpenAPI, the extension, the command line and the tests read it. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Hono's form: `/v1/sites/:site/visitors/:id`. */
  readonly path: string;
  /** One sentence for the reference page. */
  readonly summary: string;
  readonly access: Access;
  /** Query parameters, all text on the wire. */
  readonly query?: GenericSchema;
  readonly body?: GenericSchema;
  /** Whether a request may come without its body. */
  readonly mayLackBody?: true;
  /** Whether a body may be larger than others: one row of a log may be as large as a whole body elsewhere. */
  readonly hasLargeBody?: true;
  readonly answer: GenericSchema;
  /** Of the answer; 200 unless something was made. */
  readonly status?: 201;
  /** Of the answer where it is neither JSON nor, as text, a fragment of a page; `answer` is then one of its events' data. */
  readonly type?: "text/event-stream";
}

/** Declares a call and keeps its literal types. */
export const call = <const C extends Call>(declared: C): C => declared;
