/** What Vite calls for every source file; its own type would bring all of Vite along. */
interface EagerImports {
  readonly name: string;
  readonly enforce: "pre";
  transform(code: string, id: string): string | null;
}

const LATE = /const (\{ \w+ \}) = await import\(("\.\/\w+\.ts")\);/g;

/**
 * Turns the Worker's late imports into early ones while it is tested. A build has them all in one file; the test runner
 * fetches each on behalf of the request that asks, and whoever else waits for it then waits for ever (workerd: “Cannot
 * perform I/O on behalf of a different request”).
 *
 * @throws Error where a late import is written in another way, so that none is forgotten
 */
export function eagerImports(): EagerImports {
  return {
    name: "eager-imports",
    enforce: "pre",
    transform: (code, id) => (/\/worker\/.*(?<!\.test)\.ts$/.test(id) ? eager(code, id) : null),
  };
}

function eager(code: string, id: string): string | null {
  const imports = [...code.matchAll(LATE)].map(([, names, path]) => `import ${names} from ${path};`);
  const rest = code.replace(LATE, "");
  if (/await import\(/.test(rest))
    throw new Error(`${id}: late imports are written const { name } = await import("./file.ts");`);
  return imports.length === 0 ? null : [...new Set(imports)].join(" ") + rest;
}
