import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Style sheets and scripts that overlays have died of. */
const HOSTILE = `
  * { all: unset !important; color: red !important; font-size: 40px !important; visibility: hidden !important }
  div:empty, [popover] { display: none !important }
  body > *, html > * { opacity: 0.1 !important; transform: rotate(20deg) !important; pointer-events: none !important }
  dialog { display: block !important; visibility: visible !important }
  .cover { position: fixed !important; inset: 0 !important; z-index: 2147483647 !important; display: block !important }
`;

const SLOT = '<section data-rfedge-slot="hero" class="wide">Our own words</section>';

/** A shop of another origin than the Worker: `/` as shops are, `/bare` without a tag, `/hostile` as bad as can be; with a slot where the address has `slots` in it. */
export class HostileShop {
  readonly #edge: string;
  readonly #server: Server;
  origin = "";

  constructor(edge: string) {
    this.#edge = edge;
    this.#server = createServer((request, response) => {
      const isHostile = request.url?.startsWith("/hostile") === true;
      response.setHeader("content-type", "text/html; charset=utf-8");
      if (isHostile) response.setHeader("content-security-policy", this.#policy());
      const slot = request.url?.includes("slots") === true ? SLOT : "";
      response.end(this.#page(isHostile, request.url?.startsWith("/bare") !== true, slot));
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "localhost", resolve));
    this.origin = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #policy(): string {
    const own = `default-src 'none'; script-src ${this.#edge} 'nonce-shop'; style-src 'nonce-shop'; connect-src ${this.#edge}`;
    return `${own}; require-trusted-types-for 'script'; trusted-types rfedge`;
  }

  #page(isHostile: boolean, hasTag: boolean, slot: string): string {
    const tag = `<script async src="${this.#edge}/tag.js" data-write-key="wk_demo" data-host="${this.#edge}"></script>`;
    return `<!doctype html><html lang="en"><head><title>Shop</title>
      <style nonce="shop">${isHostile ? HOSTILE : "body { font: 16px serif }"}</style></head>
      <body><h1>Shop</h1>${slot}${isHostile ? '<div class="cover">cover</div>' : ""}<dialog id="basket"><p>Basket</p></dialog>
      <script nonce="shop">
        window.violations = []; window.keys = [];
        addEventListener("securitypolicyviolation", ({ violatedDirective }) => violations.push(violatedDirective));
        addEventListener("keydown", ({ key }) => keys.push(key));
      </script>${hasTag ? tag : ""}</body></html>`;
  }
}
