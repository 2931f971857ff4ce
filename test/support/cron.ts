import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import worker from "../../worker/index.ts";
import type { TestSite } from "./site.ts";

/**
 * Runs what a line of the platform's clock starts, at these sites alone: the tests' runtime holds hundreds, which are none of a test's business and
 * many of them broken on purpose.
 */
export async function runCron(cron: string, sites: readonly Pick<TestSite, "key">[]): Promise<void> {
  const keys = new Set(sites.map(({ key }) => key));
  const PUBLISHED = new Proxy(env.PUBLISHED, {
    get: (kv, name) => {
      const method = Reflect.get(kv, name);
      if (name !== "list") return typeof method === "function" ? method.bind(kv) : method;
      return async (options: KVNamespaceListOptions) => {
        const pages = await Promise.all(
          [...keys].map((key) => kv.list({ ...options, prefix: `${options.prefix ?? ""}${key}` })),
        );
        return { keys: pages.flatMap((page) => page.keys), list_complete: true, cacheStatus: null };
      };
    },
  });
  await worker.scheduled(createScheduledController({ cron, scheduledTime: Date.now() }), { ...env, PUBLISHED });
}
