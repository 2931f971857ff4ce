// autocannon brings no types: what is used of it.
declare module "autocannon" {
  interface Request {
    readonly method: "GET" | "POST";
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly setupRequest?: (request: Request) => Request;
  }
  interface Options {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    readonly timeout: number;
    readonly requests: readonly Request[];
    readonly verifyBody: (body: string) => boolean;
  }
  interface Result {
    readonly duration: number;
    readonly "2xx": number;
    readonly non2xx: number;
    readonly errors: number;
    readonly timeouts: number;
    readonly mismatches: number;
  }
  function autocannon(options: Options): Promise<Result>;
  export = autocannon;
}
