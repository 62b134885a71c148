/** Tables of figures, each of which opens the dialogs behind it. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Counted } from "../../../ipc";
import { Link } from "../../../shared/Button";
import { useFormats } from "../../../shared/format";
import type { Figure } from "./figures";

export function Table({ label, children }: { label: string; children: ReactNode }) {
  return (
    <table
      aria-label={label}
      className="figure w-full table-fixed border-collapse [&_td]:border-b [&_td]:border-line-soft [&_td]:py-1 [&_td]:pl-2 [&_td]:text-right [&_tbody_th]:border-b [&_tbody_th]:border-line-soft [&_tbody_th]:py-1 [&_tbody_th]:text-left [&_tbody_th]:font-normal [&_thead_th]:border-b [&_thead_th]:border-line [&_thead_th]:py-1 [&_thead_th]:align-bottom [&_thead_th]:text-small [&_thead_th]:font-medium [&_thead_th]:text-ink-3"
    >
      {children}
    </table>
  );
}

/** The heads of a table. The first column has the room that is left. */
export function Head({ first, columns, wide = false }: { first: string; columns: readonly string[]; wide?: boolean }) {
  return (
    <thead>
      <tr>
        <th scope="col" className="text-left">
          {first}
        </th>
        {columns.map((column, index) => (
          <th key={index} scope="col" className={`cut pl-2 text-right ${wide ? "w-28" : "w-14"}`} title={column}>
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A number that opens what it counts; none is no link. */
export function FigureLink({ figure: { n, counted }, label, onOpen }: { figure: Figure; label: string; onOpen: (counted: Counted) => void }) {
  const format = useFormats();
  if (n === 0) return <span className="text-ink-3">{format.number(0)}</span>;
  return (
    <Link label={`${label}: ${format.number(n)}`} onPress={() => onOpen(counted)}>
      {format.number(n)}
    </Link>
  );
}

/** How many more or fewer the second version has. `bad`: more of it is worse, fewer is better. */
export function Change({ by, bad = false }: { by: number | null; bad?: boolean }) {
  const { t } = useTranslation();
  const format = useFormats();
  if (by === null) return null;
  if (by === 0) return <span className="text-ink-3">{t("rehearse.same")}</span>;
  const tone = !bad ? "text-ink-2" : by > 0 ? "text-danger-ink" : "text-success-ink";
  return <span className={tone}>{format.change(by)}</span>;
}
