import { startAccount } from "./account.ts";
import { startCart } from "./basket.ts";
import { startCheckout, startThanks } from "./checkout.ts";
import { startCircle } from "./circle.ts";
import { startEvening } from "./evening.ts";
import { startFrame } from "./frame.ts";
import { startLifeBar } from "./lifeBar.ts";
import { startProduct } from "./product.ts";
import { startSearch } from "./search.ts";
import { startCategory } from "./shelf.ts";

const STARTS: Readonly<Record<string, () => void>> = {
  category: startCategory,
  product: startProduct,
  cart: startCart,
  checkout: startCheckout,
  thanks: startThanks,
  account: startAccount,
  search: startSearch,
  evening: startEvening,
  circle: startCircle,
};

startFrame();
STARTS[document.body.dataset["page"] ?? ""]?.();
startLifeBar();
