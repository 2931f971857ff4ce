const PATHS = {
  open: "m4 10 4-4 4 4",
  close: "m4 6 4 4 4-4",
  hide: "M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM3 13.5l10-11",
  holds: "m3.5 8.5 3 3 6-7",
  fails: "m4.5 4.5 7 7m0-7-7 7",
  settings:
    "M8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8zM8 1.5v2M8 12.5v2M1.5 8h2M12.5 8h2M3.4 3.4l1.4 1.4M11.2 11.2l1.4 1.4M12.6 3.4l-1.4 1.4M4.8 11.2l-1.4 1.4",
  dashboard: "M3 13.5v-5M8 13.5v-11M13 13.5v-7.5",
  scoring: "M1.5 5h6M11.5 5h3M9.5 3.2v3.6M1.5 11h2M7.5 11h7M5.5 9.2v3.6",
  double: "M6 6h7.5v7.5H6zM3 10V2.5h7.5",
  undo: "M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6",
  redo: "m10.5 3 3 3-3 3M13.5 6H6a3.5 3.5 0 0 0 0 7h4",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  grip: "M6 4.5h.01M10 4.5h.01M6 8h.01M10 8h.01M6 11.5h.01M10 11.5h.01",
} as const;

/** A small drawing in the colour of the text around it; what it means is said beside it. */
export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
