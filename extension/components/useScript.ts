import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/**
 * A script that is loaded once it is needed; null until it is there.
 *
 * @param load the same one at each call
 */
export function useScript<T>(load: () => Promise<T>): T | null {
  const loaded = useSignal<{ readonly script: T } | null>(null);
  useEffect(() => {
    void load().then((script) => {
      loaded.value = { script };
    });
  }, []);
  return loaded.value?.script ?? null;
}
