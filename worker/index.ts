import { app } from "./app.ts";
import { scheduled } from "./cron/scheduled.ts";
import { counting } from "./operations.ts";

export { DirectoryObject } from "./objects/directory/DirectoryObject.ts";
export { IdentityObject } from "./objects/identity/IdentityObject.ts";
export { SiteObject } from "./objects/site/SiteObject.ts";
export { VisitorObject } from "./objects/visitor/VisitorObject.ts";

export default { fetch: counting(app.fetch), scheduled } satisfies ExportedHandler<Env>;
