import { Hono } from "hono";
import type { AppEnv } from "./middleware/context.ts";
import { onError, onNotFound } from "./problem.ts";
import { audit } from "./routes/audit.ts";
import { config } from "./routes/config.ts";
import { docs } from "./routes/docs.ts";
import { figures } from "./routes/figures.ts";
import { sites } from "./routes/sites.ts";
import { tokens } from "./routes/tokens.ts";

export const app = new Hono<AppEnv>();

app.onError(onError);
app.notFound(onNotFound);

app.route("/", config);
app.route("/", sites);
app.route("/", tokens);
app.route("/", audit);
app.route("/", figures);
// Last: whatever no route above answers may be a static file.
app.route("/", docs);
