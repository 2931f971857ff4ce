import type { Words } from "./en.ts";
import { fi as kinds } from "./kinds/fi.ts";
import { fi as customer } from "./pages/customer/fi.ts";
import { fi as frame } from "./pages/frame/fi.ts";
import { fi as goods } from "./pages/goods/fi.ts";
import { fi as together } from "./pages/together/fi.ts";
import { fi as shelves } from "./shelves/fi.ts";

/** Finnish. */
export const fi: Words = { switchTo: "Suomeksi", shelves, kinds, ...frame, ...goods, ...customer, ...together };
