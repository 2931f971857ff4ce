import { DurableObject } from "cloudflare:workers";
import { Hono } from "hono";
import { PORTS } from "../config.ts";

interface BaselineEnv {
  readonly PLAIN: DurableObjectNamespace<PlainObject>;
}

/** As little as an object can do: a table, a row, and something in memory. */
export class PlainObject extends DurableObject<BaselineEnv> {
  #held = { segment: "none", rows: 0 };

  constructor(ctx: DurableObjectState, env: BaselineEnv) {
    super(ctx, env);
    ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, entry TEXT NOT NULL)");
  }

  read() {
    return this.#held;
  }

  /** The platform holds the answer back until the row is durable. */
  write(entry: string) {
    this.ctx.storage.sql.exec("INSERT INTO log (entry) VALUES (?)", entry);
    this.#held = { ...this.#held, rows: this.#held.rows + 1 };
    return this.#held;
  }
}

/** Of an HMAC with SHA-256 in base64url. */
const MAC_LETTERS = 44;
const ORIGIN = `http://127.0.0.1:${PORTS.origin}/`;

interface Asked {
  readonly anonymousId: string;
}

const app = new Hono<{ Bindings: BaselineEnv }>();

app.get("/hello", (c) => c.json({ hello: "world" }));

app.post("/read", async (c) => {
  const { anonymousId } = await c.req.json<Asked>();
  return c.json(await c.env.PLAIN.getByName(anonymousId).read());
});

app.get("/read/:id", async (c) => c.json(await c.env.PLAIN.getByName(c.req.param("id")).read()));

const ENCODER = new TextEncoder();
const HMAC = { name: "HMAC", hash: "SHA-256" };
const SEALING = crypto.subtle.importKey("raw", ENCODER.encode("a key of the benchmark"), HMAC, false, [
  "sign",
  "verify",
]);

/** A text of so many letters with its HMAC before it. */
app.get("/seal/:length", async (c) => {
  const text = "x".repeat(Number(c.req.param("length")));
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", await SEALING, ENCODER.encode(text)));
  return c.text(mac.toBase64({ alphabet: "base64url" }) + text);
});

app.post("/verify", async (c) => {
  const { token } = await c.req.json<{ token: string }>();
  const mac = Uint8Array.fromBase64(token.slice(0, MAC_LETTERS), { alphabet: "base64url" });
  const isOurs = await crypto.subtle.verify("HMAC", await SEALING, mac, ENCODER.encode(token.slice(MAC_LETTERS)));
  return c.json({ segment: isOurs ? "none" : null });
});

app.post("/write", async (c) => {
  const message = await c.req.json<Asked>();
  return c.json(await c.env.PLAIN.getByName(message.anonymousId).write(JSON.stringify(message)));
});

app.get("/passed", () => fetch(ORIGIN));

app.get("/rewritten", async () => {
  const rewriter = new HTMLRewriter();
  for (const key of ["top", "middle", "end"])
    rewriter.on(`[data-rfedge-slot="${key}"]`, {
      element: (slot) => {
        slot.setInnerContent("<h2>What one visitor sees</h2>", { html: true });
      },
    });
  return rewriter.transform(await fetch(ORIGIN));
});

export default app;
