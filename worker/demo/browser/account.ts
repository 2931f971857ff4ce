import { totalsOf } from "./cart.ts";
import { showMembership, watchEnding } from "./circle.ts";
import { find, onSubmit, say, show } from "./elements.ts";
import { showCount } from "./frame.ts";
import { type Account, forgetShopper, isFirstTime, keepAccount, readAccount, readOrders } from "./memory.ts";
import { locale, root, spoken, sum } from "./speech.ts";
import { tell, track } from "./tag.ts";
import { briefLine } from "./totals.ts";

/** Signs someone in: the user id is the address in lower case, so that it is one person however it is typed. */
export function signIn(name: string, typed: string): Account {
  const account = { name, email: typed.toLowerCase() };
  keepAccount(account);
  tell("identify", account.email, { email: account.email, name, firstName: name.split(" ")[0] });
  if (isFirstTime(account.email)) track("Signed Up", { method: "email" });
  return account;
}

/** The next page view is a new visitor’s. */
export function signOut(): void {
  forgetShopper();
  tell("reset");
}

export function startAccount(): void {
  showAccount();
  showMembership();
  watchEnding();
  const form = find<HTMLFormElement>("[data-sign-in]");
  if (form)
    onSubmit(form, ({ name = "", email = "" }) => {
      signIn(name, email);
      form.reset();
      showAccount();
      find("[data-signed-in] h1")?.focus();
    });
  find("[data-sign-out]")?.addEventListener("click", () => {
    signOut();
    location.assign(root);
  });
}

function showAccount(): void {
  const account = readAccount();
  show("[data-signed-out]", !account);
  show("[data-signed-in]", account !== null);
  say("[data-account-link]", account ? spoken.account : spoken.signIn);
  say("[data-account-name]", account?.name ?? "");
  say("[data-account-email]", account?.email ?? "");
  showCount();
  const orders = readOrders();
  show("[data-no-orders]", orders.length === 0);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
  find("[data-orders]")?.replaceChildren(
    ...orders.map(({ id, placedAt, cart }) =>
      briefLine(`${day.format(new Date(placedAt))} · ${id}`, sum(totalsOf(cart).total)),
    ),
  );
}
