import type { ComponentChildren } from "preact";

interface Props {
  readonly title: string;
  readonly detail?: string | undefined;
  /** Buttons: what can be done about it. */
  readonly children?: ComponentChildren;
}

/** What happened, what is safe, what to do. */
export function ErrorNote({ title, detail, children }: Props) {
  return (
    <div class="note">
      <h2>{title}</h2>
      {detail !== undefined && <p>{detail}</p>}
      {children !== undefined && <div class="actions">{children}</div>}
    </div>
  );
}
