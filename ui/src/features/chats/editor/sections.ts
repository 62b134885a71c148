/** The parts of the editor. A setting belongs to the part that its path begins with. */
export const SECTIONS = [
  { id: "general", roots: ["name", "general"] },
  { id: "script", roots: ["script"] },
  { id: "feedback", roots: ["feedback"] },
  { id: "queue", roots: ["queue"] },
  { id: "service_level", roots: ["service_level"] },
  { id: "appearance", roots: ["appearance"] },
  { id: "links", roots: ["links"] },
  { id: "channels", roots: [] },
  { id: "prices", roots: ["prices"] },
  { id: "code", roots: ["widget"] },
] as const satisfies readonly { id: string; roots: readonly string[] }[];

export type Section = (typeof SECTIONS)[number]["id"];

/** What a chat has only once it exists. */
export const LATER: ReadonlySet<Section> = new Set(["channels"]);

/** The part that shows the setting at `path`. */
export function sectionOf(path: string): Section {
  const root = path.split(".")[0] ?? "";
  return SECTIONS.find(({ roots }) => (roots as readonly string[]).includes(root))?.id ?? "general";
}

/** The section an address names, if it names one. */
export function sectionIn(search: Record<string, unknown>): Section | undefined {
  return SECTIONS.find(({ id }) => id === search["section"])?.id;
}
