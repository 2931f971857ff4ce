/** Where the parts of the benchmark listen, all on the loopback interface. */
export const PORTS = { rfedge: 8961, baseline: 8962, counted: 8963, growthbook: 8964, origin: 8966 } as const;

export const ROOT_TOKEN = "root-token-of-the-benchmark";

/** The four classes of wrangler.toml, by binding. */
const CLASSES = {
  VISITOR: "VisitorObject",
  DIRECTORY: "DirectoryObject",
  IDENTITY: "IdentityObject",
  SITE: "SiteObject",
};
const COUNTED = { ...CLASSES, VISITOR: "CountedVisitor", DIRECTORY: "CountedDirectory" };

interface Worker {
  readonly name: string;
  /** The bundled module, beside the configuration. */
  readonly module: string;
  readonly classes: Readonly<Record<string, string>>;
  readonly bindings?: readonly string[];
}

/** What wrangler.toml says the runtime is to be like; all of the Workers have it alike. */
interface Compatibility {
  readonly date: string;
  /** Each in quotes, with commas between. */
  readonly flags: string;
}

/** The `workerd serve` configuration: the Worker, the same with a tally, a bare baseline, a site's own server, and the KV that both Workers read. */
export function configOf(compatibility: Compatibility): string {
  const workers: readonly Worker[] = [
    { name: "rfedge", module: "rfedge.js", classes: CLASSES, bindings: ours("kv") },
    { name: "counted", module: "counted.js", classes: COUNTED, bindings: ours("countedKv") },
    { name: "baseline", module: "baseline.js", classes: { PLAIN: "PlainObject" } },
    { name: "growthbook", module: "growthbook.js", classes: {} },
    { name: "origin", module: "origin.js", classes: {} },
    { name: "kv", module: "kv.js", classes: {} },
    { name: "countedKv", module: "kv.js", classes: {} },
  ];
  const sockets = Object.entries(PORTS).map(
    ([name, port]) => `(name = "${name}", address = "127.0.0.1:${port}", http = (), service = "${name}")`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ${workers.map((worker) => serviceOf(worker, compatibility)).join(",\n    ")},
    (name = "loopback", network = (allow = ["public", "private"])),
    ${workers.map(({ name }) => `(name = "${name}Disk", disk = (path = "${name}", writable = true))`).join(",\n    ")}
  ],
  sockets = [
    ${sockets.join(",\n    ")}
  ]
);
`;
}

function ours(kv: string): string[] {
  return [
    `(name = "PUBLISHED", kvNamespace = "${kv}")`,
    // No static file is asked for.
    `(name = "ASSETS", service = "${kv}")`,
    `(name = "RFEDGE_LOCAL", text = "1")`,
    `(name = "RFEDGE_FAULT", text = "")`,
    `(name = "RFEDGE_ADMIN_TOKEN", text = "${ROOT_TOKEN}")`,
  ];
}

function serviceOf({ name, module, classes, bindings = [] }: Worker, { date, flags }: Compatibility): string {
  const objects = Object.entries(classes);
  const namespaces = objects.map(
    ([, className]) => `(className = "${className}", uniqueKey = "${className}", enableSql = true)`,
  );
  const all = [
    ...bindings,
    ...objects.map(([binding, className]) => `(name = "${binding}", durableObjectNamespace = "${className}")`),
  ];
  return `(name = "${name}", worker = (
      compatibilityDate = "${date}",
      compatibilityFlags = [${flags}],
      modules = [(name = "${module}", esModule = embed "${module}")],
      globalOutbound = "loopback",
      durableObjectNamespaces = [${namespaces.join(", ")}],
      durableObjectStorage = (localDisk = "${name}Disk"),
      bindings = [${all.join(", ")}]))`;
}
