/** The figures of a rehearsal, side by side. Pure. */
import type { Counted, RealEnd, RehearsedEnd, RehearsedVariant } from "../../../ipc";

/** In the order they are shown. */
export const REAL_ENDS: readonly RealEnd[] = ["bot", "operator", "no_operator", "client_left", "other"];
export const REHEARSED_ENDS: readonly RehearsedEnd[] = ["bot", "operator", "client_left", "lost"];

/** A number that leads to what it counts; null stands where there is none. */
export interface Figure {
  n: number;
  counted: Counted;
}

/** A way for a dialog to end: how many did really, and how many do in each version. */
export interface EndRow {
  end: RealEnd | RehearsedEnd;
  really: Figure | null;
  versions: readonly (Figure | null)[];
}

/** How many dialogs of a variant ended so; null means any. */
export function dialogsThat({ ends }: RehearsedVariant, really: RealEnd | null, ended: RehearsedEnd | null): number {
  const counts = ends.filter((line) => (really === null || line.really === really) && (ended === null || line.ended === ended));
  return counts.reduce((sum, line) => sum + line.dialogs, 0);
}

/** Every way to end that some dialog took, really or in a version. */
export function endRows(variants: readonly RehearsedVariant[]): EndRow[] {
  const [first] = variants;
  const ends: readonly (RealEnd | RehearsedEnd)[] = ["bot", "operator", "no_operator", "client_left", "lost", "other"];
  const real = (end: RealEnd | RehearsedEnd) => REAL_ENDS.find((one) => one === end) ?? null;
  const rehearsed = (end: RealEnd | RehearsedEnd) => REHEARSED_ENDS.find((one) => one === end) ?? null;
  const rows = ends.map((end): EndRow => {
    const [really, ended] = [real(end), rehearsed(end)];
    return {
      end,
      really: really === null || first === undefined ? null : { n: dialogsThat(first, really, null), counted: { type: "ended", really, ended: null } },
      versions: variants.map((variant) => (ended === null ? null : { n: dialogsThat(variant, null, ended), counted: { type: "ended", really: null, ended } })),
    };
  });
  return rows.filter(({ really, versions }) => [really, ...versions].some((figure) => figure !== null && figure.n > 0));
}

/** What stands in one line for every version; a version in which it is not has a 0. */
export interface NamedRow {
  name: string;
  versions: readonly Figure[];
}

/** The markers that any version passed, those of most dialogs first. */
export function markerRows(variants: readonly RehearsedVariant[]): NamedRow[] {
  const names = new Set(variants.flatMap(({ markers }) => markers.map(({ marker }) => marker)));
  return sorted(
    [...names].map((marker) => ({
      name: marker,
      versions: variants.map(({ markers }) => ({ n: markers.find((one) => one.marker === marker)?.dialogs ?? 0, counted: { type: "marked", marker } as const })),
    })),
  );
}

/** One block in every version. */
export interface BlockRow {
  block: string;
  /** The other script it stands in; null: the rehearsed one. */
  script: string | null;
  title: string;
  versions: readonly { came_by: Figure; ended_at: Figure; not_understood_at: Figure }[];
}

/** The blocks that any version came by, those of most dialogs first. */
export function blockRows(variants: readonly RehearsedVariant[]): BlockRow[] {
  // Two scripts may call their blocks the same.
  const keyOf = ({ block, script }: { block: string; script: string | null }) => `${script ?? ""}/${block}`;
  const known = new Map(variants.flatMap(({ blocks }) => blocks.map((block) => [keyOf(block), block] as const)));
  const counts = variants.map(({ blocks }) => new Map(blocks.map((block) => [keyOf(block), block])));
  const rows = [...known].map(([key, { block, script, title }]): BlockRow => ({
    block,
    script,
    title,
    versions: counts.map((count) => {
      const found = count.get(key);
      const where = { block, ...(script !== null && { script }) };
      return {
        came_by: { n: found?.dialogs ?? 0, counted: { type: "came_by", ...where } },
        ended_at: { n: found?.ended ?? 0, counted: { type: "ended_at", ...where } },
        not_understood_at: { n: found?.elses ?? 0, counted: { type: "not_understood_at", ...where } },
      };
    }),
  }));
  const most = ({ versions }: BlockRow) => Math.max(...versions.map(({ came_by }) => came_by.n));
  return rows.sort((one, other) => most(other) - most(one));
}

/** What was not understood in any version, most often first. */
export function textRows(variants: readonly RehearsedVariant[]): { text: string; dialog: string; times: number[] }[] {
  const texts = new Map(variants.flatMap(({ not_understood }) => not_understood.map(({ text, dialog }) => [text, dialog] as const)));
  const rows = [...texts].map(([text, dialog]) => ({ text, dialog, times: variants.map(({ not_understood }) => not_understood.find((one) => one.text === text)?.times ?? 0) }));
  return rows.sort((one, other) => Math.max(...other.times) - Math.max(...one.times));
}

/** How many more the second of two versions has than the first; null when there are not two. */
export function change(versions: readonly (Figure | null)[]): number | null {
  const [one, other] = versions;
  return one && other ? other.n - one.n : null;
}

function sorted(rows: NamedRow[]): NamedRow[] {
  const most = ({ versions }: NamedRow) => Math.max(...versions.map(({ n }) => n));
  return rows.sort((one, other) => most(other) - most(one) || one.name.localeCompare(other.name));
}
