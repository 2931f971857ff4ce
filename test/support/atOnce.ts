/**
 * Does something for each of a list, some at a time, and answers what came of it in the order of the list.
 *
 * @param width how many at a time
 */
export async function atOnce<T, R>(
  list: readonly T[],
  width: number,
  work: (one: T, index: number) => Promise<R>,
): Promise<R[]> {
  const answers = new Array<R>(list.length);
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < list.length; index = next++) answers[index] = await work(list[index] as T, index);
  };
  await Promise.all(Array.from({ length: Math.min(width, list.length) }, lane));
  return answers;
}
