import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Icon } from "../Icon.tsx";

interface Props {
  readonly label: string;
  /** Of what, for those who hear the button alone. */
  readonly of?: string;
  readonly children: () => ComponentChildren;
}

/** A quiet button that opens what it names. */
export function Disclosure({ label, of, children }: Props) {
  const isOpen = useSignal(false);
  const toggle = () => {
    isOpen.value = !isOpen.value;
  };
  return (
    <div>
      <button type="button" class="ask quiet" aria-expanded={isOpen.value} onClick={toggle}>
        <Icon name="open" />
        {label}
        {of !== undefined && <span class="hidden"> {of}</span>}
      </button>
      {isOpen.value && <div class="why">{children()}</div>}
    </div>
  );
}
