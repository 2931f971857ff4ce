import rfedge, { DirectoryObject, IdentityObject, SiteObject, VisitorObject } from "../../../worker/index.ts";
import { type CountedRows, countRows } from "../../support/countedRows.ts";

export { IdentityObject, SiteObject };

/** The Worker itself, with a tally of what is billed at its bindings. */
const visitors: CountedRows[] = [];
const directories: CountedRows[] = [];
const calls = { visitor: 0, directory: 0, identity: 0, site: 0, kvReads: 0 };

export class CountedVisitor extends VisitorObject {
  constructor(ctx: DurableObjectState, env: Env) {
    visitors.push(countRows(ctx.storage));
    super(ctx, countedEnv(env));
  }
}

export class CountedDirectory extends DirectoryObject {
  constructor(ctx: DurableObjectState, env: Env) {
    directories.push(countRows(ctx.storage));
    super(ctx, countedEnv(env));
  }
}

export default {
  fetch(request: Request, env: Env, ctx: ExecutionContext) {
    if (new URL(request.url).pathname === "/counts") return Response.json({ ...calls, ...rows() });
    return rfedge.fetch(request, countedEnv(env), ctx);
  },
};

function rows() {
  const sum = (counted: readonly CountedRows[], what: keyof CountedRows) =>
    counted.reduce((total, one) => total + one[what], 0);
  return {
    rows: sum(visitors, "sql"),
    alarms: sum(visitors, "alarms"),
    directoryRows: sum(directories, "sql") + sum(directories, "alarms"),
  };
}

function countedEnv(env: Env): Env {
  return {
    ...env,
    VISITOR: countedNamespace(env.VISITOR, "visitor"),
    DIRECTORY: countedNamespace(env.DIRECTORY, "directory"),
    IDENTITY: countedNamespace(env.IDENTITY, "identity"),
    SITE: countedNamespace(env.SITE, "site"),
    PUBLISHED: counting(env.PUBLISHED, (name) => {
      if (name === "get" || name === "list") calls.kvReads += 1;
    }),
  };
}

/** A namespace whose stubs count each call that is made of them. */
function countedNamespace<N extends object>(namespace: N, name: keyof typeof calls): N {
  const count = () => {
    calls[name] += 1;
  };
  return counting(
    namespace,
    () => {},
    (made, method) => (/^get/.test(method) ? counting(made, count) : made),
  );
}

/** An object whose methods are noted as they are called, and what they return changed. */
function counting<T extends object>(
  target: T,
  note: (method: string) => void,
  wrap: (made: object, method: string) => unknown = (made) => made,
): T {
  return new Proxy(target, {
    get(_, property) {
      const method = String(property);
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== "function" || method === "then") return value;
      return (...given: unknown[]) => {
        note(method);
        return wrap(Reflect.apply(value, target, given), method);
      };
    },
  });
}
