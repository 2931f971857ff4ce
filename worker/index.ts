import { app } from "./app.ts";
import { scheduled } from "./cron/scheduled.ts";

export { DirectoryObject } from "./objects/directory/DirectoryObject.ts";
export { IdentityObject } from "./objects/identity/IdentityObject.ts";
export { SiteObject } from "./objects/site/SiteObject.ts";
export { VisitorObject } from "./objects/visitor/VisitorObject.ts";

export default { fetch: app.fetch, scheduled } satisfies ExportedHandler<Env>;
