/** A kind of thing in words. */
export interface KindWords {
  /** As it would stand in a list. */
  readonly name: string;
  /** A paragraph about any of them. */
  readonly description: string;
}
