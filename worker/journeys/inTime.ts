/**
 * What something comes to, if it does so in time. The wait that is no longer needed is given up at once: the platform's own, left to end
 * with its request, costs each of them more.
 *
 * @param ms milliseconds
 */
export function inTime<Value>(coming: Promise<Value>, ms: number): Promise<Value | "timeout"> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve("timeout"), ms);
    coming.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
