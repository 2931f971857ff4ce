// The table of `rfedge score`, by DuckDB: duckdb.ts FILE DATE OUT
import { DuckDBInstance } from "@duckdb/node-api";

const [file = "", date = "", out = ""] = process.argv.slice(2);
const score = (value: string, cuts: string) => `(1 + len(list_filter(${cuts}, cut -> cut < ${value})))`;
const tier = (value: string, cuts: string, [first, second, third]: readonly string[]) =>
  `['${first}', '${second}', '${third}'][${score(value, cuts)}]`;

// One order an id, its earliest; days are whole; the window has 365.
const TABLE = `
WITH orders AS (
  SELECT customer_id, min(order_date)::DATE AS day, arg_min(revenue, order_date)::DECIMAL(18, 2) AS revenue
  FROM read_csv('${file}') WHERE order_date::DATE <= DATE '${date}' GROUP BY customer_id, order_id
), customers AS (
  SELECT customer_id, DATE '${date}' - max(day) AS r, coalesce(max(day) - max(day, 2)[2], 0) AS gap, count(*) AS n,
    count(*) FILTER (DATE '${date}' - day <= 365) AS f, coalesce(sum(revenue) FILTER (DATE '${date}' - day <= 365), 0) AS m
  FROM orders GROUP BY customer_id
), cuts AS (
  SELECT quantile_cont(r::DOUBLE, [0.2, 0.4, 0.6, 0.8]) AS r5, quantile_cont(r::DOUBLE, [1 / 3, 2 / 3]) AS r3,
    quantile_cont(f::DOUBLE, [0.2, 0.4, 0.6, 0.8]) AS f5, quantile_cont(f::DOUBLE, [1 / 3, 2 / 3]) AS f3,
    quantile_cont(m::DOUBLE, [0.2, 0.4, 0.6, 0.8]) AS m5, quantile_cont(m::DOUBLE, [1 / 3, 2 / 3]) AS m3
  FROM customers
), scored AS (
  SELECT customer_id, r, f, m, n, gap, 6 - ${score("r", "r5")} AS rs, ${score("f", "f5")} AS fs, ${score("m", "m5")} AS ms,
    ${tier("r", "r3", ["short", "medium", "long"])} AS rt, ${tier("f", "f3", ["occasional", "regular", "often"])} AS ft,
    ${tier("m", "m3", ["thrifty", "average", "premium"])} AS mt
  FROM customers, cuts
)
SELECT customer_id, r AS recency_days, f AS frequency, m AS monetary, rs AS recency_score, fs AS frequency_score,
  ms AS monetary_score, rt AS recency_tier, ft AS frequency_tier, mt AS monetary_tier,
  CASE WHEN r > 180 THEN 'lost' WHEN r > 90 THEN 'at-risk' WHEN r <= 30 AND gap > 90 THEN 'returning'
    WHEN n = 1 AND r <= 30 THEN 'new' WHEN f >= 5 AND ms = 5 THEN 'vip' WHEN f >= 4 AND ms >= 4 THEN 'developing-2'
    WHEN f >= 3 THEN 'established' ELSE 'developing-1' END AS segment
FROM scored`;

const database = await DuckDBInstance.create(":memory:");
const connection = await database.connect();
await connection.run(`COPY (${TABLE}) TO '${out}' (HEADER)`);
connection.closeSync();
