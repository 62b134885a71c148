export type Section = "general" | "script" | "appearance" | "code";

/** The parts of the editor, and the fields of the chat that each of them changes. */
export const SECTIONS: readonly { id: Section; fields: readonly string[] }[] = [
  { id: "general", fields: ["name", "reply_to_first_message"] },
  { id: "script", fields: ["script"] },
  { id: "appearance", fields: ["colours"] },
  { id: "code", fields: [] },
];

/** The section an address names, if it names one. */
export function sectionIn(search: Record<string, unknown>): Section | undefined {
  return SECTIONS.find(({ id }) => id === search["section"])?.id;
}
