// This build is for where there is no file system. It brings no types, and those of the other bring Node's: what is used of it.
declare module "liquidjs/dist/liquid.browser.mjs" {
  interface LiquidOptions {
    readonly ownPropertyOnly: boolean;
    readonly strictFilters: boolean;
    readonly templates: Readonly<Record<string, string>>;
    readonly dynamicPartials: boolean;
    readonly parseLimit: number;
    readonly renderLimit: number;
    readonly memoryLimit: number;
    readonly outputEscape: (value: unknown) => string;
  }
  interface FullOptions extends LiquidOptions {
    readonly operators: object;
  }
  interface Template {
    readonly token: object;
  }
  type Segment = string | number | readonly Segment[];
  export class Liquid {
    readonly options: FullOptions;
    readonly tags: Record<string, unknown>;
    readonly filters: Record<string, unknown>;
    constructor(options: LiquidOptions);
    parse(text: string): Template[];
    renderSync(templates: readonly Template[], scope: object): unknown;
    globalVariableSegmentsSync(templates: readonly Template[]): readonly (readonly Segment[])[];
  }
  export enum TokenKind {
    HTML,
    Output,
  }
  export class Tokenizer {
    constructor(text: string, operators: object);
    readTopLevelTokens(options: FullOptions): readonly { kind: TokenKind; begin: number; end: number }[];
  }
}
