import { decideBody, hasDecisions, openShop, pageBody, post, tokensOf } from "./shop.ts";

interface Tally {
  readonly rows: number;
  readonly alarms: number;
  readonly directoryRows: number;
  readonly visitor: number;
  readonly directory: number;
  readonly identity: number;
  readonly site: number;
  readonly kvReads: number;
}

const VISITORS = 20;
const VIEWS = 400;

/** What is billed for page views with decision of people who are known, counted at the bindings and not timed; per page view. */
export async function countPageViews(url: string) {
  const shop = await openShop(url, VISITORS);
  // The first view of everybody's visit is no longer one that changes scores.
  for (let n = 0; n < VISITORS; n++) await view(n);
  const before = await tallyOf(url);
  for (let n = 0; n < VIEWS; n++) await view(n);
  const after = await tallyOf(url);
  const tokens = await tokensOf(shop);
  const beforeTokens = await tallyOf(url);
  for (let n = 0; n < VIEWS; n++) await post(url, "decide", decideBody(shop, n, tokens));
  const afterTokens = await tallyOf(url);
  // What alarms deliver meanwhile is the page views'.
  const asked = ({ visitor, identity, site, kvReads }: Tally) => visitor + identity + site + kvReads;
  const perView = (...names: readonly (keyof Tally)[]) =>
    names.reduce((sum, name) => sum + after[name] - before[name], 0) / VIEWS;
  return {
    rowsPerPageView: perView("rows"),
    objectRequestsPerPageView: perView("visitor", "identity", "site"),
    kvReadsPerPageView: perView("kvReads"),
    alarmsPerPageView: perView("alarms"),
    directoryRequestsPerPageView: perView("directory"),
    directoryRowsPerPageView: perView("directoryRows"),
    requestsPerDecideByToken: (asked(afterTokens) - asked(beforeTokens)) / VIEWS,
  };

  async function view(n: number): Promise<void> {
    const answer = await post(url, "page", pageBody(shop, n));
    if (!hasDecisions(answer)) throw new Error(`a page view was answered without decisions: ${answer}`);
  }
}

async function tallyOf(url: string): Promise<Tally> {
  const tally: Tally = await (await fetch(`${url}/counts`)).json();
  return tally;
}
