import { DurableObject } from "cloudflare:workers";
import { Hono } from "hono";

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

app.post("/write", async (c) => {
  const message = await c.req.json<Asked>();
  return c.json(await c.env.PLAIN.getByName(message.anonymousId).write(JSON.stringify(message)));
});

export default app;
