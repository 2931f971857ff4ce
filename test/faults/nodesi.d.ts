// nodesi brings no types: what is used of it.
declare module "nodesi" {
  class Esi {
    constructor(options: { allowedHosts: string[]; onError: (src: string) => string });
    process(html: string, options: { headers: Record<string, string> }): Promise<string>;
  }
  export = Esi;
}
