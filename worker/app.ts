import { Hono } from "hono";
import type { AppEnv } from "./middleware/context.ts";
import { onError, onNotFound } from "./problem.ts";
import { audiences } from "./routes/audiences.ts";
import { audit } from "./routes/audit.ts";
import { config } from "./routes/config.ts";
import { decideRoutes } from "./routes/decide.ts";
import { docs } from "./routes/docs.ts";
import { explaining } from "./routes/explain.ts";
import { figures } from "./routes/figures.ts";
import { findings } from "./routes/findings.ts";
import { importing } from "./routes/import.ts";
import { ingest } from "./routes/ingest.ts";
import { keys } from "./routes/keys.ts";
import { links } from "./routes/links.ts";
import { live } from "./routes/live.ts";
import { models } from "./routes/models.ts";
import { ofrep } from "./routes/ofrep.ts";
import { operations } from "./routes/operations.ts";
import { orders } from "./routes/orders.ts";
import { proxy } from "./routes/proxy.ts";
import { results } from "./routes/results.ts";
import { sites } from "./routes/sites.ts";
import { snippets } from "./routes/snippets.ts";
import { tokens } from "./routes/tokens.ts";
import { visitors } from "./routes/visitors.ts";

export const app = new Hono<AppEnv>();

app.onError(onError);
app.notFound(onNotFound);

app.route("/", ingest);
app.route("/", decideRoutes);
app.route("/", snippets);
app.route("/", ofrep);
app.route("/", visitors);
app.route("/", orders);
app.route("/", links);
app.route("/", explaining);
app.route("/", live);
app.route("/", importing);
app.route("/", config);
app.route("/", models);
app.route("/", sites);
app.route("/", operations);
app.route("/", tokens);
app.route("/", keys);
app.route("/", audit);
app.route("/", figures);
app.route("/", results);
app.route("/", findings);
app.route("/", audiences);
// What is left to a site's own host is its own.
app.route("/", proxy);
// Last: whatever no route above answers may be a static file.
app.route("/", docs);
