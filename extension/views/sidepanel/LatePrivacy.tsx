import { signal } from "@preact/signals";
import type { ComponentProps } from "preact";
import { useEffect } from "preact/hooks";
import type { Privacy, Receipt } from "./Privacy.tsx";

const script = signal<{ readonly Privacy: typeof Privacy; readonly Receipt: typeof Receipt } | null>(null);

/** What a person has a right to, a script of its own: it stands below all else. */
export function LatePrivacy(props: ComponentProps<typeof Privacy>) {
  useEffect(() => {
    void import("./Privacy.tsx").then((loaded) => {
      script.value = loaded;
    });
  }, []);
  const Loaded = script.value?.Privacy;
  return Loaded === undefined ? null : <Loaded {...props} />;
}

/** What is left of whoever was erased: by then the script is there. */
export function LateReceipt(props: ComponentProps<typeof Receipt>) {
  const Loaded = script.value?.Receipt;
  return Loaded === undefined ? null : <Loaded {...props} />;
}
