import { env } from "cloudflare:workers";
import * as v from "valibot";
import { expect } from "vitest";
import type { VisitorRow } from "#shared/figures/row";
import { directoryStub } from "../../worker/objects/stubs.ts";
import { askAs, type TestSite } from "./site.ts";

/** Brings a site's directory up to these rows. */
export const deliver = (site: TestSite, ...rows: VisitorRow[]) =>
  Promise.all(rows.map((row) => directoryStub(env, site.key, row.id).deliver(site.key, [row])));

/** A figure as a marketer reads it, checked. */
export const get = async <const S extends v.GenericSchema>(site: TestSite, path: string, schema: S) => {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/${path}`);
  expect(answer.status).toBe(200);
  return v.parse(schema, await answer.json());
};

/** The status of an answer, and the paths of its faults. */
export const refusal = async (site: TestSite, path: string) => {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/${path}`);
  const { errors } = await answer.json<{ errors: { path: string }[] }>();
  return [answer.status, ...errors.map((error) => error.path)];
};
