/** Makes a task that can never throw into the page, nor leave a rejected promise behind; it runs at once up to its first `await`. */
export const guard =
  <A extends unknown[], R>(task: (...args: A) => R) =>
  async (...args: A): Promise<Awaited<R> | undefined> => {
    try {
      return await task(...args);
    } catch {
      // The page's own content and behaviour are what remains when anything of ours fails.
      return undefined;
    }
  };
