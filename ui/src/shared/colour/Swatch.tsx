interface Props {
  /** Null: what was written is no colour. */
  colour: string | null;
  look?: "field" | "large";
}

const looks = { field: "size-5 rounded-1", large: "size-7 rounded-round" };

/** A colour to look at; what is not opaque lies on a chequered ground. */
export function Swatch({ colour, look = "field" }: Props) {
  return <span aria-hidden="true" className={`edged flex-none ${looks[look]}`} style={{ background: onChequers(colour ?? "transparent") }} />;
}

/** A CSS background that shows the colour over light and dark squares. */
export function onChequers(colour: string): string {
  return `linear-gradient(${colour}, ${colour}), repeating-conic-gradient(var(--check-dark) 0 25%, var(--check-light) 0 50%) 0 0 / var(--s-2) var(--s-2)`;
}
