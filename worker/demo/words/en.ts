import { en as kinds } from "./kinds/en.ts";
import { en as customer } from "./pages/customer/en.ts";
import { en as frame } from "./pages/frame/en.ts";
import { en as goods } from "./pages/goods/en.ts";
import { en as together } from "./pages/together/en.ts";
import { en as shelves } from "./shelves/en.ts";

/** Every sentence that stands in a page; the other languages have this type. What the pages’ script says is in spoken/. */
export const en = { switchTo: "In English", shelves, kinds, ...frame, ...goods, ...customer, ...together };

export type Words = typeof en;
